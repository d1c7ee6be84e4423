using System.Diagnostics;

namespace Descent.Cli.Tests;

/// <summary>Runs the real binary, as a shell would.</summary>
internal static class Cli
{
    public static readonly string Path = System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Descent.Cli.exe" : "Descent.Cli");

    public static CliResult Run(params string[] arguments) => RunIn(Directory.GetCurrentDirectory(), arguments);

    public static CliResult RunIn(string directory, params string[] arguments)
    {
        using var process = Start(directory, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output, error.Result);
    }

    public static Process Start(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CI"] = "true" },
        };
        start.Environment.Remove("DESCENT_DATA");
        return Process.Start(start)!;
    }
}
