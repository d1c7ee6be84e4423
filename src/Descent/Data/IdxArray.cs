namespace Descent;

/// <summary>What an IDX file holds.</summary>
/// <param name="Shape">The sizes of the axes, such as <c>(60000, 28, 28)</c>.</param>
/// <param name="Values">The bytes, row-major.</param>
public sealed record IdxArray(IReadOnlyList<int> Shape, byte[] Values);
