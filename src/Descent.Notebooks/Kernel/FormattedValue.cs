namespace Descent.Notebooks.Kernel;

/// <summary>A value as a front end shows it: one text for each MIME type that its type prefers.</summary>
/// <param name="Data">MIME type and content, in order of preference.</param>
/// <param name="IsResult">True for the value of a cell's last expression, false for what was displayed on the way.</param>
public sealed record FormattedValue(IReadOnlyList<KeyValuePair<string, string>> Data, bool IsResult);
