namespace Descent.Notebooks.Running;

/// <summary>What became of a code cell.</summary>
public enum CellStatus
{
    /// <summary>It ran to its end, or raised the error that its tag <c>raises-exception</c> asks for.</summary>
    Passed,

    /// <summary>It raised an error, did not compile, ended the kernel's process, or did not raise the error it should have.</summary>
    Failed,

    /// <summary>It ran longer than it may.</summary>
    TimedOut,

    /// <summary>Its tag <c>skip-execution</c> keeps it from running.</summary>
    Skipped,

    /// <summary>An earlier cell stopped the run.</summary>
    NotRun,
}
