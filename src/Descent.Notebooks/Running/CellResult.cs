namespace Descent.Notebooks.Running;

/// <summary>What became of one code cell.</summary>
/// <param name="Number">Its number among all cells of the notebook, counted from 1.</param>
/// <param name="Source">Its code.</param>
/// <param name="Status">Whether it passed.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
public sealed record CellResult(int Number, string Source, CellStatus Status, TimeSpan Duration, RunFailure? Failure = null)
{
    private const int MaximumTitle = 60;

    /// <summary>The first line of the code that says something, shortened: a name for reports.</summary>
    public string Title
    {
        get
        {
            var line = Source.Split('\n').Select(text => text.Trim()).FirstOrDefault(text => text.Length > 0) ?? "(empty)";
            return line.Length <= MaximumTitle ? line : line[..(MaximumTitle - 3)] + "...";
        }
    }
}
