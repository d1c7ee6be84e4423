namespace Descent.Charts.Rendering;

/// <summary>A JSON object in the order it was written; entries that are null are left out.</summary>
internal sealed class JsonMap : OrderedDictionary<string, object?>;
