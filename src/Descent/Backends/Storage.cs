namespace Descent.Backends;

/// <summary>
/// A run of elements on a device: what tensors and their views share. The device that allocated it owns it; nothing
/// else frees it.
/// </summary>
/// <param name="dtype">Type of the elements.</param>
/// <param name="length">Number of elements.</param>
public abstract class Storage(DType dtype, int length)
{
    /// <summary>Type of the elements.</summary>
    public DType DType { get; } = dtype;

    /// <summary>Number of elements.</summary>
    public int Length { get; } = length;

    /// <summary>
    /// How often the elements were changed in place. The backward pass compares it with what it was in the forward
    /// pass, so that a gradient is never computed from values that are no longer there.
    /// </summary>
    public int Version { get; internal set; }
}
