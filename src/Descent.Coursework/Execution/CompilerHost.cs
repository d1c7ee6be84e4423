using System.Text.Json;
using Descent.Notebooks.Kernel;
using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Coursework.Execution;

/// <summary>
/// The child that compiles cells, one notebook after another, and never runs any: so it stays trustworthy, and its compiler stays warm.
/// It is a child because code can be written on which a compiler hangs or dies.
/// </summary>
public static class CompilerHost
{
    /// <summary>The first argument of a program that is to be a compiler.</summary>
    public const string Argument = "--descent-compiler";

    /// <summary>The name of the error of a cell that compiles but uses what it may not.</summary>
    internal const string RefusalName = "NotAllowed";

    private const int MaximumRequest = 16 << 20;

    /// <summary>Serves the grader until it goes away.</summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run()
    {
        using var frames = StandardStreams.Take(MaximumRequest);
        new SubmissionCompiler(Directory.GetCurrentDirectory(), new NotebookLoadContext()).Compile("1", "warm-up");
        var compiler = new SubmissionCompiler(Directory.GetCurrentDirectory(), new NotebookLoadContext());
        var memory = new CompiledPrefixes(compiler);
        while (frames.Receive() is { } message)
        {
            var request = JsonSerializer.Deserialize(message, MessageJson.Default.CompileRequest)!;
            frames.Send(JsonSerializer.SerializeToUtf8Bytes(memory.Reply(request, () => Compile(compiler, request)), MessageJson.Default.CompileReply));
        }
        return 0;
    }

    internal static CompileReply Compile(SubmissionCompiler compiler, CompileRequest request)
    {
        try
        {
            if (request.IsAnswer && CSharpCell.NestsTooDeep(request.Code))
                return new CompileReply { Error = ErrorReport.From(new KernelException("hundreds of interpolated strings or open brackets: a compiler's parser can crash on so many", new CellPlace(request.Name, 1))) };
            var compilation = compiler.Bind(request.Code.ReplaceLineEndings("\n"), request.Name);
            if (request.IsAnswer && Loads((CompilationUnitSyntax)compilation.SyntaxTrees[0].GetRoot()) is { } loads)
                return new CompileReply { Error = loads };
            if (ForbiddenApis.Find(compilation, request.Forbidden) is { } forbidden)
                return new CompileReply { Error = forbidden };
            var submission = compiler.Emit(compilation);
            return submission.HasValue is null
                ? new CompileReply { Error = ErrorReport.From(submission.Diagnostics) }
                : new CompileReply { Cell = new CompiledCell(submission.Name, submission.Type, submission.Image.ToArray(), submission.Symbols.ToArray(), submission.Index) };
        }
        catch (KernelException refusal)
        {
            return new CompileReply { Error = ErrorReport.From(refusal) };
        }
    }

    private static CellError? Loads(CompilationUnitSyntax root)
    {
        var directive = root.DescendantTrivia(descendIntoTrivia: true).Select(trivia => trivia.GetStructure())
            .FirstOrDefault(structure => structure is ReferenceDirectiveTriviaSyntax or LoadDirectiveTriviaSyntax or ShebangDirectiveTriviaSyntax);
        if (directive is null)
            return null;
        var span = directive.GetLocation().GetLineSpan();
        var message = $"{directive.ToString().Trim()}: an answer may load neither files nor libraries; the exercise brings what it needs";
        return new CellError(RefusalName, message, [message], new CellPlace(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1), null);
    }
}
