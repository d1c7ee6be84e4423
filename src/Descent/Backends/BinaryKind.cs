namespace Descent.Backends;

/// <summary>Element-wise functions of two numbers, with broadcasting.</summary>
public enum BinaryKind
{
    /// <summary>x + y.</summary>
    Add,

    /// <summary>x - y.</summary>
    Subtract,

    /// <summary>x y.</summary>
    Multiply,

    /// <summary>x / y.</summary>
    Divide,

    /// <summary>The larger one; NaN if either is.</summary>
    Maximum,

    /// <summary>The smaller one; NaN if either is.</summary>
    Minimum,

    /// <summary>1 where x &gt; y, ½ where they are equal, else 0: the share of a gradient that the larger operand gets.</summary>
    Step,

    /// <summary>1 where x &gt; y, else 0.</summary>
    Greater,

    /// <summary>1 where x = y, else 0.</summary>
    Equal,
}
