namespace Descent.Cli.Terminal;

/// <summary>Whether a person watches.</summary>
internal static class TerminalKind
{
    /// <summary>True on a terminal that can redraw; false in pipes, in CI (<c>CI</c>), and where <c>NO_COLOR</c> asks for plain text.</summary>
    public static bool IsLive { get; } =
        !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("CI") is null or "" or "0" or "false";
}
