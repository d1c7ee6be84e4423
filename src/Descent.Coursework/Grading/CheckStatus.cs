namespace Descent.Coursework.Grading;

/// <summary>What became of a check.</summary>
public enum CheckStatus
{
    /// <summary>All points.</summary>
    Passed,

    /// <summary>Some of the points.</summary>
    Partial,

    /// <summary>The answer is wrong.</summary>
    Wrong,

    /// <summary>The answer threw an exception.</summary>
    Threw,

    /// <summary>There is no answer yet.</summary>
    NotAnswered,

    /// <summary>The answer, or the check with it, does not compile: it cannot be graded.</summary>
    DoesNotCompile,

    /// <summary>The cell ran longer than it may.</summary>
    TimedOut,

    /// <summary>The cell ended its process.</summary>
    Crashed,

    /// <summary>An earlier cell ended the process.</summary>
    NotRun,

    /// <summary>The check sent nothing, or something that the grader cannot accept.</summary>
    Refused,
}
