namespace Descent.Gpu.Kernels;

/// <summary>Sine and cosine: the nearest multiple of π/2 is subtracted in three parts (right up to about 10⁵ radians), then Taylor's series.</summary>
internal static class Trigonometry
{
    public static double Sin(double x) => At(x, 0);

    public static double Cos(double x) => At(x, 1);

    /// <summary>The sine of x plus so many quarter turns.</summary>
    private static double At(double x, int turns)
    {
        if (x - x != 0)
            return double.NaN;
        var k = (long)((x * 0.63661977236758134) + (x < 0 ? -0.5 : 0.5));
        var r = ((x - (k * 1.5707963267341256)) - (k * 6.077100506303966e-11)) - (k * 2.0222662487959506e-21);
        var quadrant = (int)(k + turns) & 3;
        var q = r * r;
        double value;
        if ((quadrant & 1) == 0)
        {
            value = -1.0 / 1307674368000;
            value = (value * q) + (1.0 / 6227020800);
            value = (value * q) - (1.0 / 39916800);
            value = (value * q) + (1.0 / 362880);
            value = (value * q) - (1.0 / 5040);
            value = (value * q) + (1.0 / 120);
            value = (value * q) - (1.0 / 6);
            value = r + (r * q * value);
        }
        else
        {
            value = 1.0 / 20922789888000;
            value = (value * q) - (1.0 / 87178291200);
            value = (value * q) + (1.0 / 479001600);
            value = (value * q) - (1.0 / 3628800);
            value = (value * q) + (1.0 / 40320);
            value = (value * q) - (1.0 / 720);
            value = (value * q) + (1.0 / 24);
            value = (value * q) - 0.5;
            value = 1 + (q * value);
        }

        return (quadrant & 2) == 0 ? value : -value;
    }
}
