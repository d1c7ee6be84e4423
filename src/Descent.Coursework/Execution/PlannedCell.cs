namespace Descent.Coursework.Execution;

/// <summary>A code cell, or a part of one, that is to be run.</summary>
/// <param name="Id">Its <c>grade_id</c>.</param>
/// <param name="Name">Its name in error messages, such as <c>cell 7</c>.</param>
/// <param name="Code">What it holds.</param>
public sealed record PlannedCell(string Id, string Name, string Code)
{
    /// <summary>Which part of the cell it is: a cell with hidden tests runs in parts, so that code of hidden tests comes after all others have been judged.</summary>
    public int Part { get; init; }

    /// <summary>True for a part with hidden tests.</summary>
    public bool IsHidden { get; init; }

    /// <summary>True for code that a student wrote.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>What runs in its place when it does not compile, so that what follows still does; null for nothing.</summary>
    public string? Fallback { get; init; }
}
