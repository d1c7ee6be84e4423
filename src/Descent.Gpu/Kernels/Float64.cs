using ILGPU;

namespace Descent.Gpu.Kernels;

/// <summary>64-bit numbers in kernels.</summary>
internal readonly struct Float64 : IReal<double>
{
    public static double From(double value) => value;

    public static double FromLong(long value) => value;

    public static double ToDouble(double value) => value;

    public static int ToInt(double value) => (int)value;

    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>As <see cref="Float32.Exp"/>, with the series to r¹³ / 13!.</summary>
    public static double Exp(double x)
    {
        if (!(x > -746))
            return x <= -746 ? 0 : x;
        if (x > 709.8)
            return double.PositiveInfinity;
        var k = (int)((x * 1.4426950408889634) + (x < 0 ? -0.5 : 0.5));
        var r = (x - (k * 0.693145751953125)) - (k * 1.42860682030941723212e-6);
        var e = 1.0 / 6227020800;
        e = (e * r) + (1.0 / 479001600);
        e = (e * r) + (1.0 / 39916800);
        e = (e * r) + (1.0 / 3628800);
        e = (e * r) + (1.0 / 362880);
        e = (e * r) + (1.0 / 40320);
        e = (e * r) + (1.0 / 5040);
        e = (e * r) + (1.0 / 720);
        e = (e * r) + (1.0 / 120);
        e = (e * r) + (1.0 / 24);
        e = (e * r) + (1.0 / 6);
        e = (e * r) + 0.5;
        e = (e * r) + 1;
        e = (e * r) + 1;
        var half = k / 2;
        return e * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    /// <summary>As <see cref="Float32.Log"/>, with the series to s²¹ / 21.</summary>
    public static double Log(double x)
    {
        if (!(x > 0))
            return x == 0 ? double.NegativeInfinity : double.NaN;
        if (x > double.MaxValue)
            return x;
        var scale = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984;
            scale = -54;
        }

        var bits = Interop.FloatAsInt(x);
        var k = (int)(bits >> 52) - 1023;
        var m = Interop.IntAsFloat((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (m > 1.4142135623730951)
        {
            m *= 0.5;
            k++;
        }

        var s = (m - 1) / (m + 1);
        var q = s * s;
        var series = 1.0 / 21;
        series = (series * q) + (1.0 / 19);
        series = (series * q) + (1.0 / 17);
        series = (series * q) + (1.0 / 15);
        series = (series * q) + (1.0 / 13);
        series = (series * q) + (1.0 / 11);
        series = (series * q) + (1.0 / 9);
        series = (series * q) + (1.0 / 7);
        series = (series * q) + (1.0 / 5);
        series = (series * q) + (1.0 / 3);
        series = (series * q) + 1;
        var exponent = k + scale;
        return (exponent * 0.693145751953125) + ((exponent * 1.42860682030941723212e-6) + (2 * s * series));
    }

    private static double PowerOfTwo(int exponent) => Interop.IntAsFloat((ulong)(exponent + 1023) << 52);
}
