namespace Descent.Cli.Commands;

/// <summary>Ctrl+C as a token: the first one asks the work to stop.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();

    public Interruption() => Console.CancelKeyPress += Cancel;

    public CancellationToken Token => source.Token;

    /// <summary>Says that the work was interrupted.</summary>
    /// <returns>The exit code for it.</returns>
    public static int Report(string? advice = null)
    {
        Console.Error.WriteLine(advice is null ? "descent: interrupted" : $"descent: interrupted; {advice}");
        return ExitCode.Interrupted;
    }

    public void Dispose()
    {
        Console.CancelKeyPress -= Cancel;
        source.Dispose();
    }

    private void Cancel(object? sender, ConsoleCancelEventArgs key)
    {
        key.Cancel = true;
        source.Cancel();
    }
}
