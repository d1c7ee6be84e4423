using System.Text.Json;
using Descent.Checks;
using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Execution;

/// <summary>
/// The child that runs compiled cells, students' among them: nothing in this process can be trusted once the first of those has run.
/// It knows no expected values. What cells print or show goes nowhere; only what checks observe is sent.
/// </summary>
public static class RunnerHost
{
    /// <summary>The first argument of a program that is to be a runner.</summary>
    public const string Argument = "--descent-runner";

    private const int MaximumRequest = 256 << 20;
    private const int MaximumErrorMessage = 4_000;

    /// <summary>Serves the grader until it goes away.</summary>
    /// <returns>The exit code of the process.</returns>
    public static int Run()
    {
        using var frames = StandardStreams.Take(MaximumRequest);
        Console.SetIn(TextReader.Null);
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        NotebookFunctions.Output = _ => { };
        var context = new NotebookLoadContext();
        var runner = new SubmissionRunner(context);
        var token = "";
        AppContext.SetData(Harness.SendKey, (Action<string>)(text => Send(frames, new RunEvent { Token = token, Sent = text })));
        while (frames.Receive() is { } message)
        {
            var request = JsonSerializer.Deserialize(message, MessageJson.Default.RunRequest)!;
            if (request.Setup is { } setup)
            {
                foreach (var reference in setup.References)
                    context.AddReference(reference);
                AppContext.SetData(Harness.SeedKey, setup.Seed);
                AppContext.SetData(Harness.ProvidedKey, (Func<string, string?>)(name => setup.Provided.GetValueOrDefault(name)));
            }
            if (request.Cell is { } cell)
            {
                token = request.Token;
                // The grader waits for the end of this cell before it sends the next one.
                _ = Task.Run(() => RunCellAsync(frames, runner, cell, request));
            }
        }
        return 0;
    }

    private static async Task RunCellAsync(Frames frames, SubmissionRunner runner, CompiledCell cell, RunRequest request)
    {
        CellError? error = null;
        try
        {
            if (cell.Image.Length > 0)
                await runner.RunAsync(new Submission(cell.Name, cell.Type, new MemoryStream(cell.Image), new MemoryStream(cell.Symbols), cell.Index, null, []));
        }
#pragma warning disable CA1031 // whatever a cell throws is the cell's result
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = ErrorReport.From(exception, request.Name, file => file.StartsWith("cell ", StringComparison.Ordinal));
            error = error with { Message = error.Message[..Math.Min(error.Message.Length, MaximumErrorMessage)], Traceback = [] };
        }
        Send(frames, new RunEvent { Token = request.Token, Error = error });
    }

    private static void Send(Frames frames, RunEvent message)
    {
        try
        {
            frames.Send(JsonSerializer.SerializeToUtf8Bytes(message, MessageJson.Default.RunEvent));
        }
        catch (IOException)
        {
            // The grader is gone, and with it all reason to go on.
            Environment.Exit(0);
        }
    }
}
