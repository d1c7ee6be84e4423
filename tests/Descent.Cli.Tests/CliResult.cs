namespace Descent.Cli.Tests;

internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
