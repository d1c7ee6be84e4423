namespace Descent;

/// <summary>The six families of test functions of Genz (1987), numbered as in the lecture's table.</summary>
public enum GenzKind
{
    /// <summary>f1: a cosine wave.</summary>
    Oscillatory = 1,

    /// <summary>f2: a product of peaks.</summary>
    ProductPeak = 2,

    /// <summary>f3: a peak in the corner at the origin.</summary>
    CornerPeak = 3,

    /// <summary>f4: a bell.</summary>
    Gaussian = 4,

    /// <summary>f5: continuous, with a kink where x = w.</summary>
    Continuous = 5,

    /// <summary>f6: with a jump where x1 = w1 and where x2 = w2.</summary>
    Discontinuous = 6,
}
