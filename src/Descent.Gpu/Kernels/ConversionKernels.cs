using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>From one type of numbers to the other.</summary>
internal static class ConversionKernels
{
    public static void ToFloat64(ArrayView<float> source, ArrayView<double> target)
    {
        var i = Grid.GlobalIndex.X;
        if (i < target.IntLength)
            target[i] = source[i];
    }

    public static void ToFloat32(ArrayView<double> source, ArrayView<float> target)
    {
        var i = Grid.GlobalIndex.X;
        if (i < target.IntLength)
            target[i] = (float)source[i];
    }
}
