namespace Descent.Cli;

/// <summary>Exit codes beyond those of <see cref="Notebooks.Running.RunStatus"/>.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>Something that was to hold does not: a check failed, a file could not be written.</summary>
    public const int Failure = 1;

    public const int NotFound = 3;

    public const int NotANotebook = 4;

    /// <summary>The command line cannot be understood.</summary>
    public const int Usage = 5;

    /// <summary>Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;
}
