namespace Descent.Gpu.Kernels;

/// <summary>Steps along four axes, in elements; 0 repeats an element.</summary>
/// <param name="Axis0">The outermost.</param>
/// <param name="Axis1">The second.</param>
/// <param name="Axis2">The third.</param>
/// <param name="Axis3">The innermost.</param>
internal readonly record struct Strides(int Axis0, int Axis1, int Axis2, int Axis3);

/// <summary>Elements along the inner three of four axes; the outermost needs no size to find a place.</summary>
/// <param name="Axis1">The second.</param>
/// <param name="Axis2">The third.</param>
/// <param name="Axis3">The innermost.</param>
internal readonly record struct Sizes(int Axis1, int Axis2, int Axis3)
{
    /// <summary>Where element i, counted row by row, lies for someone with these strides.</summary>
    public int Place(int i, Strides strides)
    {
        var rest = i / Axis3;
        var place = (i % Axis3) * strides.Axis3;
        place += (rest % Axis2) * strides.Axis2;
        rest /= Axis2;
        return place + ((rest % Axis1) * strides.Axis1) + ((rest / Axis1) * strides.Axis0);
    }
}
