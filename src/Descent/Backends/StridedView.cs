namespace Descent.Backends;

/// <summary>
/// Some elements of a tensor, walked with a step for each axis: what permute, slice, concatenate and expand copy from
/// or to. A stride of 0 repeats an element.
/// </summary>
/// <param name="Tensor">The tensor whose storage is walked.</param>
/// <param name="Offset">First element, counted from the tensor's own first.</param>
/// <param name="Sizes">Elements along each axis.</param>
/// <param name="Strides">Steps along each axis, in elements.</param>
public readonly record struct StridedView(Tensor Tensor, int Offset, int[] Sizes, int[] Strides)
{
    /// <summary>All of a tensor, in order.</summary>
    public static StridedView Of(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new(tensor, 0, tensor.Shape.ToArray(), tensor.Shape.Strides());
    }
}
