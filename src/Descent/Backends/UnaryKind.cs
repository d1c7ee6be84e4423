namespace Descent.Backends;

/// <summary>Element-wise functions of one number. a and b are the parameters given with the call.</summary>
public enum UnaryKind
{
    /// <summary>-x.</summary>
    Negate,

    /// <summary>x + a.</summary>
    AddScalar,

    /// <summary>a x.</summary>
    MultiplyScalar,

    /// <summary>x / a: not a x with a = 1 / n, which makes the mean of 49 ones 0.99999994.</summary>
    DivideScalar,

    /// <summary>|x|; the derivative at 0 is 0.</summary>
    Abs,

    /// <summary>x².</summary>
    Square,

    /// <summary>√x.</summary>
    Sqrt,

    /// <summary>1 / x.</summary>
    Reciprocal,

    /// <summary>x to the power a.</summary>
    Power,

    /// <summary>eˣ.</summary>
    Exp,

    /// <summary>Natural logarithm.</summary>
    Log,

    /// <summary>Natural logarithm, no smaller than -100 (what PyTorch's binary cross-entropy uses).</summary>
    LogClamped,

    /// <summary>Sine of radians.</summary>
    Sin,

    /// <summary>Cosine of radians.</summary>
    Cos,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>max(0, x); the derivative at 0 is 0.</summary>
    ReLU,

    /// <summary>x where positive, else a x.</summary>
    LeakyReLU,

    /// <summary>x where positive, else a (eˣ - 1).</summary>
    ELU,

    /// <summary>x sigmoid(x), called SiLU or Swish.</summary>
    SiLU,

    /// <summary>log(1 + eˣ).</summary>
    Softplus,

    /// <summary>x Φ(x) with the normal distribution function Φ.</summary>
    GELU,

    /// <summary>x, but no smaller than a and no larger than b.</summary>
    Clamp,
}
