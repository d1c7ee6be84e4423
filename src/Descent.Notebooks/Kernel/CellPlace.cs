namespace Descent.Notebooks.Kernel;

/// <summary>A place in the code that a notebook ran.</summary>
/// <param name="File">The cell, as <c>cell 3</c>, or the name of an imported file.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1; 0 when only the line is known.</param>
public sealed record CellPlace(string File, int Line, int Column = 0)
{
    /// <summary>The name under which a cell's code is compiled.</summary>
    /// <param name="cell">The cell's number in its notebook, counted from 1.</param>
    /// <returns>Such as <c>cell 3</c>.</returns>
    public static string NameOf(int cell) => $"cell {cell}";

    /// <summary>The place in words.</summary>
    /// <returns>Such as <c>cell 3, line 5</c>.</returns>
    public override string ToString() => $"{File}, line {Line}";
}
