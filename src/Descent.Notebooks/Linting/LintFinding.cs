namespace Descent.Notebooks.Linting;

/// <summary>A place in a notebook that does not work alike on every kernel.</summary>
/// <param name="Cell">The cell, counted from 1 over cells of all kinds.</param>
/// <param name="CellId">The cell's id.</param>
/// <param name="Line">The line in the cell, counted from 1.</param>
/// <param name="Column">The column in the line, counted from 1.</param>
/// <param name="What">The code in question.</param>
/// <param name="Why">Where it fails, and what to write instead.</param>
public sealed record LintFinding(int Cell, string CellId, int Line, int Column, string What, string Why)
{
    /// <summary>The finding in one line.</summary>
    /// <returns>For example <c>cell 3, line 2: display(x): only .NET Interactive has display(); write x.Display()</c>.</returns>
    public override string ToString() => $"cell {Cell}, line {Line}: {What}: {Why}";
}
