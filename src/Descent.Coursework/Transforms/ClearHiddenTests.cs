using Descent.Coursework.Exercises;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Transforms;

/// <summary>Takes hidden tests out, and says in their place that there are some.</summary>
public static class ClearHiddenTests
{
    /// <summary>Clears the hidden tests of a notebook.</summary>
    /// <param name="notebook">An exercise's notebook; not changed.</param>
    /// <param name="hidden">How many hidden checks each cell has, and their points, by <c>grade_id</c>.</param>
    /// <returns>A copy without hidden tests.</returns>
    public static Notebook Apply(Notebook notebook, IReadOnlyDictionary<string, (int Checks, double Points)> hidden)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(hidden);
        var cleared = notebook.Copy();
        foreach (var cell in cleared.Cells)
        {
            if (!Regions.Has(cell.Source, Regions.HiddenTests))
                continue;
            cell.Source = Regions.Replace(cell.Source, Regions.HiddenTests, (_, _) => []).Trim('\n');
            Attachments.Clear(cell);
            if (Nbgrader.IdOf(cell) is { } id && hidden.TryGetValue(id, out var count))
                cell.Source = $"{cell.Source}\n\n{Announcement(count.Checks, count.Points)}".TrimStart('\n');
        }
        return cleared;
    }

    private static string Announcement(int checks, double points) =>
        $"// When this is graded, {(checks == 1 ? "1 more check runs" : $"{checks} more checks run")} here, on other inputs: {points:0.##} {(points == 1 ? "point" : "points")}.";
}
