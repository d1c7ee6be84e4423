using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// Compiles the cells of one notebook as a chain of script submissions, each seeing what the earlier ones declared: optimised,
/// unchecked, unsafe allowed, C# 14, with debug symbols so that errors know their line.
/// </summary>
internal sealed class SubmissionCompiler
{
    /// <summary>
    /// What .NET Interactive's scripts see of the framework: the script host's default list and LINQ, and of what its kernel
    /// brings along that which notebooks use.
    /// </summary>
    private static readonly string[] FrameworkReferences =
    [
        "System.Private.CoreLib", "System.Collections", "System.Collections.Concurrent", "System.Console", "System.Diagnostics.Debug",
        "System.Diagnostics.Process", "System.Diagnostics.StackTrace", "System.Globalization", "System.IO", "System.IO.FileSystem",
        "System.IO.FileSystem.Primitives", "System.Linq", "System.Reflection", "System.Reflection.Extensions", "System.Reflection.Primitives",
        "System.Runtime", "System.Runtime.Extensions", "System.Runtime.InteropServices", "System.Text.Encoding",
        "System.Text.Encoding.CodePages", "System.Text.Encoding.Extensions", "System.Text.RegularExpressions", "System.Threading",
        "System.Threading.Tasks", "System.Threading.Tasks.Parallel", "System.Threading.Thread", "System.ValueTuple",
        "Microsoft.CSharp", "System.Collections.Immutable", "System.ComponentModel.Primitives", "System.IO.Compression", "System.Linq.Expressions",
        "System.Net.Http", "System.Private.Xml", "System.Private.Xml.Linq", "System.Runtime.Numerics", "System.Text.Json",
    ];

    private static readonly string[] Usings =
    [
        "System", "System.Text", "System.Collections", "System.Collections.Generic", "System.Threading.Tasks", "System.Linq",
        typeof(NotebookFunctions).FullName!,
    ];

    private static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script);

    private static readonly EmitOptions EmitOptions = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    private readonly CSharpCompilationOptions options;
    private readonly MetadataReference[] references;
    private CSharpCompilation? previous;
    private int count;

    /// <summary>Where the chain is: going back to an earlier place forgets the submissions since.</summary>
    public (CSharpCompilation? Previous, int Count) State
    {
        get => (previous, count);
        set => (previous, count) = value;
    }

    public SubmissionCompiler(string directory, NotebookLoadContext context)
    {
        var resolver = new NotebookReferenceResolver(directory, context);
        options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            usings: Usings,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: false,
            allowUnsafe: true,
            concurrentBuild: false,
            sourceReferenceResolver: new NotebookSourceResolver(directory),
            metadataReferenceResolver: resolver,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default);
        references =
        [
            .. FrameworkReferences.Select(NotebookLoadContext.FrameworkFile).Where(File.Exists).Select(NotebookReferenceResolver.FrameworkReference),
            NotebookReferenceResolver.FrameworkReference(typeof(NotebookFunctions).Assembly.Location),
        ];
    }

    /// <summary>Compiles the next submission; the chain goes on from it only when it compiles.</summary>
    public Submission Compile(string code, string file) => Emit(Bind(code, file));

    /// <summary>The next submission before it is compiled: what its names mean can be asked of it.</summary>
    public CSharpCompilation Bind(string code, string file)
    {
        // The encoding must be there for debug symbols to be written.
        var tree = CSharpSyntaxTree.ParseText(SourceText.From(code, System.Text.Encoding.UTF8), ParseOptions, file);
        RefusePackages((CompilationUnitSyntax)tree.GetRoot(), file);
        return CSharpCompilation.CreateScriptCompilation(
            $"notebook-{count}", tree, references, options.WithScriptClassName($"Submission#{count}"), previous, typeof(object));
    }

    /// <summary>Compiles what <see cref="Bind"/> has made of the next submission; the chain goes on from it only when it compiles.</summary>
    public Submission Emit(CSharpCompilation compilation)
    {
        var (name, type) = (compilation.AssemblyName!, compilation.Options.ScriptClassName!);
        var root = (CompilationUnitSyntax)compilation.SyntaxTrees[0].GetRoot();
        var image = new MemoryStream();
        var symbols = new MemoryStream();
        var emitted = compilation.Emit(image, symbols, options: EmitOptions);
        // A cell of usings alone leaves nothing to emit, which Roslyn reports as a failure without an error; the next cell still sees the usings.
        var isEmpty = image.Length == 0 && !emitted.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (!emitted.Success && !isEmpty)
            return new Submission(name, type, image, symbols, count, null, emitted.Diagnostics);
        previous = compilation;
        if (isEmpty)
            return new Submission(name, type, image, symbols, count, () => false, []);
        image.Position = 0;
        symbols.Position = 0;
        return new Submission(name, type, image, symbols, count++, () => HasValue(root, compilation), []);
    }

    private static void RefusePackages(CompilationUnitSyntax root, string file)
    {
        foreach (var directive in root.GetReferenceDirectives())
        {
            if (!directive.File.ValueText.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
                continue;
            var line = directive.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
            throw new KernelException(
                $"#r \"{directive.File.ValueText}\": packages cannot be fetched in a headless run; reference a DLL by its path, or use what the course brings",
                new CellPlace(file, line, 1));
        }
    }

    /// <summary>Whether the last statement is an expression without a semicolon, and not a call of a void method.</summary>
    private static bool HasValue(CompilationUnitSyntax root, CSharpCompilation compilation)
    {
        var last = root.Members.OfType<GlobalStatementSyntax>().LastOrDefault();
        return last?.Statement is ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement
            && compilation.GetSemanticModel(root.SyntaxTree).GetTypeInfo(statement.Expression).ConvertedType?.SpecialType != SpecialType.System_Void;
    }
}
