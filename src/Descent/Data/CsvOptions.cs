namespace Descent;

/// <summary>How <see cref="Csv"/> reads a file.</summary>
public sealed record CsvOptions
{
    /// <summary>
    /// The column with the class labels, by its name in the header (or <c>"0"</c>, <c>"1"</c>, ... without one). Labels may
    /// be text or numbers; classes are numbered in the order of the numbers, or of the texts' characters.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>The numeric columns to predict, for regression. Either these or <see cref="Label"/> must be given.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary>The numeric columns to learn from; when empty, all that are neither label nor target.</summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary>What separates the fields of a row.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>Whether the first row holds the columns' names.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>Reads empty fields and <c>NaN</c> as NaN. When not set, they are errors, as one NaN spoils a whole training.</summary>
    public bool AllowMissing { get; init; }

    /// <summary>The type of the tensors.</summary>
    public DType DType { get; init; } = DType.Float32;
}
