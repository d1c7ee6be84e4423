namespace Descent.Coursework.Execution;

/// <summary>How a cell ended.</summary>
public enum CellEnd
{
    /// <summary>It ran to its end.</summary>
    Completed,

    /// <summary>It threw an exception.</summary>
    Threw,

    /// <summary>It does not compile, or uses what it may not.</summary>
    DidNotCompile,

    /// <summary>It ran longer than it may.</summary>
    TimedOut,

    /// <summary>It ended the process, or took more of the machine than it may.</summary>
    Crashed,

    /// <summary>An earlier cell ended the process.</summary>
    NotRun,
}
