namespace Descent.Cli.Terminal;

/// <summary>Shows how far downloads are: one line that changes on a terminal, a line a file elsewhere.</summary>
internal sealed class DownloadReport : IProgress<DownloadProgress>, IDisposable
{
    private const int Width = 30;

    private readonly Lock gate = new();
    private string? current;

    public void Report(DownloadProgress value)
    {
        lock (gate)
        {
            if (current != value.File)
            {
                EndLine();
                current = value.File;
                if (!TerminalKind.IsLive)
                    Console.WriteLine($"fetching {value.File}");
            }
            if (!TerminalKind.IsLive)
                return;
            var megabytes = value.Received / 1e6;
            var bar = value.Total is { } total and > 0
                ? $"[{new string('#', (int)(Width * value.Received / total)),-Width}] {megabytes:0.0} of {total / 1e6:0.0} MB"
                : $"{megabytes:0.0} MB";
            Console.Write($"\r{value.File}  {bar}\e[K");
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            EndLine();
            current = null;
        }
    }

    private void EndLine()
    {
        if (current is not null && TerminalKind.IsLive)
            Console.WriteLine();
    }
}
