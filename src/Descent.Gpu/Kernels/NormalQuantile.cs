using System.Numerics;

namespace Descent.Gpu.Kernels;

/// <summary>
/// The inverse of the standard normal distribution function: three quotients of polynomials, which are exact to 10⁻¹⁶ (Wichura, "Algorithm
/// AS 241: the percentage points of the normal distribution", Applied Statistics 37, 1988).
/// </summary>
internal static class NormalQuantile<T, TReal>
    where T : unmanaged, INumber<T>
    where TReal : struct, IReal<T>
{
    /// <summary>The number below which a part p of the distribution lies.</summary>
    /// <param name="fromMiddle">p - ½.</param>
    /// <param name="fromEnd">The smaller of p and 1 - p.</param>
    public static T At(T fromMiddle, T fromEnd)
    {
        if (Functions<T, TReal>.Abs(fromMiddle) <= TReal.From(0.425))
            return fromMiddle * Middle(TReal.From(0.180625) - (fromMiddle * fromMiddle));
        var r = TReal.Sqrt(-TReal.Log(fromEnd));
        var size = r <= TReal.From(5) ? Side(r - TReal.From(1.6)) : Tail(r - TReal.From(5));
        return fromMiddle < T.Zero ? -size : size;
    }

    private static T Middle(T r) =>
        Polynomial(r, 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727)
        / Polynomial(r, 1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610);

    private static T Side(T r) =>
        Polynomial(r, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4)
        / Polynomial(r, 1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9);

    private static T Tail(T r) =>
        Polynomial(r, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7)
        / Polynomial(r, 1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15);

    private static T Polynomial(T x, double c0, double c1, double c2, double c3, double c4, double c5, double c6, double c7)
    {
        var sum = TReal.From(c7);
        sum = (sum * x) + TReal.From(c6);
        sum = (sum * x) + TReal.From(c5);
        sum = (sum * x) + TReal.From(c4);
        sum = (sum * x) + TReal.From(c3);
        sum = (sum * x) + TReal.From(c2);
        sum = (sum * x) + TReal.From(c1);
        return (sum * x) + TReal.From(c0);
    }
}
