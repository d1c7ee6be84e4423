namespace Descent.Charts.Rendering;

/// <summary>Data as a reader without a drawing sees them.</summary>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">Cells as text.</param>
internal sealed record DataTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Rows that are shown of a longer table: evenly spread, first and last included.</summary>
    public const int MaxRows = 16;

    /// <summary>The positions to show of so many rows.</summary>
    public static IEnumerable<int> Sample(int count) =>
        count <= MaxRows
            ? Enumerable.Range(0, count)
            : Enumerable.Range(0, MaxRows).Select(i => (int)Math.Round(i * (count - 1.0) / (MaxRows - 1)));
}
