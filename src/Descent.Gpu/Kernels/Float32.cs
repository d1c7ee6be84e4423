using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>32-bit numbers in kernels.</summary>
internal readonly struct Float32 : IReal<float>
{
    public static float From(double value) => (float)value;

    public static float FromLong(long value) => value;

    public static double ToDouble(float value) => value;

    public static int ToInt(float value) => (int)value;

    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <summary>
    /// eˣ = 2ᵏ eʳ with x = k log 2 + r and |r| ≤ log 2 / 2: log 2 is subtracted in two parts, the first with few digits, so that nothing is
    /// lost; eʳ is its series to r⁷ / 7!, which is off by 10⁻⁸ at most.
    /// </summary>
    public static float Exp(float x)
    {
        if (!(x > -104))
            return x <= -104 ? 0 : x;
        if (x > 88.8f)
            return float.PositiveInfinity;
        var k = (int)((x * 1.44269504f) + (x < 0 ? -0.5f : 0.5f));
        var r = (x - (k * 0.693359375f)) + (k * 2.12194440e-4f);
        var e = 1 + (r * (1 + (r * (0.5f + (r * (0.166666667f + (r * (0.0416666667f + (r * (0.00833333333f + (r * (0.00138888889f + (r * 0.000198412698f)))))))))))));

        // In two factors, as 2ᵏ itself may be too small or too large.
        var half = k / 2;
        return e * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    /// <summary>
    /// log x = k log 2 + log m with x = 2ᵏ m and √½ ≤ m &lt; √2; log m = 2 artanh s with s = (m - 1) / (m + 1), its series to s⁹ / 9.
    /// </summary>
    public static float Log(float x)
    {
        if (!(x > 0))
            return x == 0 ? float.NegativeInfinity : float.NaN;
        if (x > float.MaxValue)
            return x;
        var scale = 0;
        if (x < 1.17549435e-38f)
        {
            x *= 16777216;
            scale = -24;
        }

        var bits = Interop.FloatAsInt(x);
        var k = (int)(bits >> 23) - 127;
        var m = Interop.IntAsFloat((bits & 0x007FFFFF) | 0x3F800000);
        if (m > 1.41421356f)
        {
            m *= 0.5f;
            k++;
        }

        var s = (m - 1) / (m + 1);
        var q = s * s;
        var log = 2 * s * (1 + (q * (0.333333333f + (q * (0.2f + (q * (0.142857143f + (q * 0.111111111f))))))));
        return ((k + scale) * 0.693359375f) + (((k + scale) * -2.12194440e-4f) + log);
    }

    private static float PowerOfTwo(int exponent) => Interop.IntAsFloat((uint)(exponent + 127) << 23);
}
