namespace Descent.Notebooks.Kernel;

/// <summary>
/// Runs the cells of one notebook, as .NET Interactive's C# kernel does: Roslyn scripts in a chain, values of last expressions,
/// top-level <c>await</c>, <c>#!import</c>, <c>#r</c>. State survives exceptions; a cell that does not compile leaves it untouched.
/// One kernel runs at a time in a process, because the console and the current directory belong to the process.
/// </summary>
public sealed class CSharpKernel
{
    private const int MaximumImportDepth = 16;

    private readonly string directory;
    private readonly IKernelOutput output;
    private readonly SubmissionCompiler compiler;
    private readonly SubmissionRunner runner;
    private readonly HashSet<string> files = new(StringComparer.Ordinal);

    /// <summary>Creates a kernel without state.</summary>
    /// <param name="directory">The notebook's folder: what relative paths of <c>#r</c>, <c>#load</c> and <c>#!import</c> start from.</param>
    /// <param name="output">Receives what the cells show.</param>
    public CSharpKernel(string directory, IKernelOutput output)
    {
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(output);
        this.directory = Path.GetFullPath(directory);
        this.output = output;
        var context = new NotebookLoadContext();
        compiler = new SubmissionCompiler(this.directory, context);
        runner = new SubmissionRunner(context);
    }

    /// <summary>Runs one cell.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="name">Its name in error messages: see <see cref="CellPlace.NameOf"/>.</param>
    /// <returns>Null when it ran to its end, else why not.</returns>
    public async Task<CellError?> RunAsync(string code, string name)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(name);
        NotebookFunctions.Output = value => output.Show(value());
        return await RunFileAsync(code.ReplaceLineEndings("\n"), name, 0);
    }

    /// <summary>Runs a cell or an imported file.</summary>
    private async Task<CellError?> RunFileAsync(string code, string file, int depth)
    {
        files.Add(file);
        try
        {
            foreach (var segment in CodeSegment.Split(code, file))
            {
                var error = segment.Code is { } text
                    ? await RunCodeAsync(text, file)
                    : await ImportAsync(segment.Import!, new CellPlace(file, segment.Line, 1), depth);
                if (error is not null)
                    return error;
            }
            return null;
        }
        catch (KernelException refusal)
        {
            return ErrorReport.From(refusal);
        }
#pragma warning disable CA1031 // whatever a cell throws is the cell's result
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ErrorReport.From(exception, file, files.Contains);
        }
    }

    private async Task<CellError?> ImportAsync(string import, CellPlace place, int depth)
    {
        var path = Path.GetFullPath(import, directory);
        if (Path.GetExtension(path) is not (".csx" or ".cs"))
            throw new KernelException($"#!import {import}: only .csx and .cs files can be imported", place);
        if (!File.Exists(path))
        {
            var advice = Path.GetFileName(path) == "course.csx" ? "; 'dotnet build -c Release' in the course's folder writes it" : "";
            throw new KernelException($"#!import {import}: there is no file {path}{advice}", place);
        }
        if (depth == MaximumImportDepth)
            throw new KernelException($"#!import {import}: {MaximumImportDepth} files import each other in turn; is there a circle?", place);
        var error = await RunFileAsync((await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n"), Path.GetFileName(path), depth + 1);
        return error is null ? null : error with { Caller = error.Caller ?? place };
    }

    private async Task<CellError?> RunCodeAsync(string code, string file)
    {
        var submission = compiler.Compile(code, file);
        if (submission.HasValue is null)
            return ErrorReport.From(submission.Diagnostics);
        if (submission.Image.Length == 0)
            return null;
        var value = await runner.RunAsync(submission);
        if (value is not null || submission.HasValue())
            output.Show(ValueFormatter.Format(value, [], isResult: true));
        return null;
    }
}
