namespace Descent.Notebooks.Running;

/// <summary>What became of a notebook. The values are the exit codes of <c>descent run</c>.</summary>
public enum RunStatus
{
    /// <summary>Every cell passed.</summary>
    Passed = 0,

    /// <summary>A cell failed, or the notebook is refused by the lint.</summary>
    Failed = 1,

    /// <summary>A cell ran longer than it may.</summary>
    TimedOut = 2,

    /// <summary>There is no such file or folder.</summary>
    NotFound = 3,

    /// <summary>The file is not a notebook.</summary>
    NotANotebook = 4,
}
