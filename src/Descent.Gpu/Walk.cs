using Descent.Gpu.Kernels;

namespace Descent.Gpu;

/// <summary>
/// How two views of the same sizes are walked together. Axes along which both simply go on are folded into one; kernels then know four axes,
/// and what is left outside of them is walked here, a launch a place.
/// </summary>
internal readonly struct Walk
{
    private const int Axes = 4;

    private readonly List<(int Size, int Stride1, int Stride2)> axes = [];

    /// <summary>A walk.</summary>
    /// <param name="sizes">Elements along each axis; none is 0.</param>
    /// <param name="strides1">The first view's steps.</param>
    /// <param name="strides2">The second view's steps.</param>
    public Walk(int[] sizes, int[] strides1, int[] strides2)
    {
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] == 1)
                continue;
            if (axes is [.., var last] && last.Stride1 == sizes[i] * strides1[i] && last.Stride2 == sizes[i] * strides2[i])
                axes[^1] = (last.Size * sizes[i], strides1[i], strides2[i]);
            else
                axes.Add((sizes[i], strides1[i], strides2[i]));
        }

        while (axes.Count < Axes)
            axes.Insert(0, (1, 0, 0));
    }

    /// <summary>A part that one launch walks: elements from Start on, counted row by row, with where each view begins.</summary>
    public readonly record struct Part(int Start, int Length, int Offset1, Strides Strides1, int Offset2, Strides Strides2, Sizes Sizes);

    /// <summary>The parts: one, but for walks of more than four axes.</summary>
    public IEnumerable<Part> Parts()
    {
        var outer = axes[..^Axes];
        var (a, b, c, d) = (axes[^4], axes[^3], axes[^2], axes[^1]);
        var length = a.Size * b.Size * c.Size * d.Size;
        var count = outer.Aggregate(1, (product, axis) => product * axis.Size);
        for (var part = 0; part < count; part++)
        {
            var (rest, offset1, offset2) = (part, 0, 0);
            for (var i = outer.Count - 1; i >= 0; i--)
            {
                offset1 += rest % outer[i].Size * outer[i].Stride1;
                offset2 += rest % outer[i].Size * outer[i].Stride2;
                rest /= outer[i].Size;
            }

            yield return new(
                part * length, length, offset1, new(a.Stride1, b.Stride1, c.Stride1, d.Stride1), offset2, new(a.Stride2, b.Stride2, c.Stride2, d.Stride2),
                new(b.Size, c.Size, d.Size));
        }
    }
}
