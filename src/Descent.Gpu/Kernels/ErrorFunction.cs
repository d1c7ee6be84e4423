namespace Descent.Gpu.Kernels;

/// <summary>The error function's complement, erfc x = 1 - erf x.</summary>
internal static class ErrorFunction
{
    /// <summary>
    /// erfc x: for small |x| by the series of erf, x e^(-x²) Σ (2 x²)ⁿ / (1·3·5...) · 2/√π, whose terms are all positive; for large x by the
    /// continued fraction of Laplace (Abramowitz, Stegun 7.1.14). Both run a fixed number of terms, so that all threads go together.
    /// </summary>
    public static double Complement(double x)
    {
        if (double.IsNaN(x))
            return x;
        var size = x < 0 ? -x : x;
        if (size > 27)
            return x < 0 ? 2 : 0;
        var square = size * size;
        var bell = Float64.Exp(-square) * 1.1283791670955126;
        if (size < 2.5)
        {
            var term = size;
            var sum = term;
            for (var n = 1; n <= 48; n++)
            {
                term *= 2 * square / ((2 * n) + 1);
                sum += term;
            }

            var erf = bell * sum;
            return x < 0 ? 1 + erf : 1 - erf;
        }

        var fraction = size;
        for (var n = 60; n >= 1; n--)
            fraction = size + (0.5 * n / fraction);
        var complement = 0.5 * bell / fraction;
        return x < 0 ? 2 - complement : complement;
    }
}
