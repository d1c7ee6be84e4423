namespace Descent.Notebooks.Running;

/// <summary>Why a notebook did not pass, and where.</summary>
/// <param name="Message">What went wrong and, where that is known, what to do; may have several lines.</param>
public sealed record RunFailure(string Message)
{
    /// <summary>The cell among all cells of the notebook, counted from 1; null when the failure is not one cell's.</summary>
    public int? Cell { get; init; }

    /// <summary>The line within the cell (or within <see cref="File"/>), counted from 1; null when unknown.</summary>
    public int? Line { get; init; }

    /// <summary>The column, counted from 1; null when unknown.</summary>
    public int? Column { get; init; }

    /// <summary>The imported file that <see cref="Line"/> belongs to; null for the cell itself.</summary>
    public string? File { get; init; }

    /// <summary>The line of code at that place; null when unknown.</summary>
    public string? Code { get; init; }

    /// <summary>The statement of the running cell that led there, when that is in another cell; else null.</summary>
    public string? CalledFrom { get; init; }

    /// <summary>More for those who look closely, such as a stack trace; may be empty.</summary>
    public string Details { get; init; } = "";
}
