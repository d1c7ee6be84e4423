using Descent.Autodiff.Operations;
using Descent.Backends;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>Element-wise sum, with broadcasting.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => Checked(left).Add(right);

    /// <summary>Element-wise difference, with broadcasting.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => Checked(left).Subtract(right);

    /// <summary>Element-wise product, with broadcasting. The matrix product is <see cref="MatMul"/>.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => Checked(left).Multiply(right);

    /// <summary>Element-wise quotient, with broadcasting.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => Checked(left).Divide(right);

    /// <summary>A number added to every element.</summary>
    public static Tensor operator +(Tensor left, double right) => Checked(left).Apply(UnaryKind.AddScalar, right);

    /// <summary>A number added to every element.</summary>
    public static Tensor operator +(double left, Tensor right) => Checked(right).Apply(UnaryKind.AddScalar, left);

    /// <summary>A number subtracted from every element.</summary>
    public static Tensor operator -(Tensor left, double right) => Checked(left).Apply(UnaryKind.AddScalar, -right);

    /// <summary>Every element subtracted from a number.</summary>
    public static Tensor operator -(double left, Tensor right) => -right + left;

    /// <summary>Every element times a number.</summary>
    public static Tensor operator *(Tensor left, double right) => Checked(left).Apply(UnaryKind.MultiplyScalar, right);

    /// <summary>Every element times a number.</summary>
    public static Tensor operator *(double left, Tensor right) => Checked(right).Apply(UnaryKind.MultiplyScalar, left);

    /// <summary>Every element divided by a number.</summary>
    public static Tensor operator /(Tensor left, double right) => Checked(left).Apply(UnaryKind.DivideScalar, right);

    /// <summary>A number divided by every element.</summary>
    public static Tensor operator /(double left, Tensor right) => Checked(right).Reciprocal() * left;

    /// <summary>Every element with the other sign.</summary>
    public static Tensor operator -(Tensor tensor) => Checked(tensor).Apply(UnaryKind.Negate);

    /// <summary>1 where an element is larger than a number, else 0. Not differentiable.</summary>
    public static Tensor operator >(Tensor left, double right) => Checked(left).Compare(BinaryKind.Greater, left, Full(Shape.Scalar, right, left.DType, left.Device));

    /// <summary>1 where an element is smaller than a number, else 0. Not differentiable.</summary>
    public static Tensor operator <(Tensor left, double right) => Checked(left).Compare(BinaryKind.Greater, Full(Shape.Scalar, right, left.DType, left.Device), left);

    /// <summary>1 where the left element is larger, else 0; with broadcasting. Not differentiable.</summary>
    public static Tensor operator >(Tensor left, Tensor right) => Checked(left).Compare(BinaryKind.Greater, left, Checked(right));

    /// <summary>1 where the left element is smaller, else 0; with broadcasting. Not differentiable.</summary>
    public static Tensor operator <(Tensor left, Tensor right) => Checked(left).Compare(BinaryKind.Greater, Checked(right), left);

    /// <summary>1 where elements are equal, else 0; with broadcasting. Not differentiable.</summary>
    public Tensor EqualTo(Tensor other) => Compare(BinaryKind.Equal, this, Checked(other));

    /// <summary>Element-wise sum, with broadcasting.</summary>
    public Tensor Add(Tensor other) => new Add(this, Checked(other)).Run();

    /// <summary>Element-wise difference, with broadcasting.</summary>
    public Tensor Subtract(Tensor other) => new Subtract(this, Checked(other)).Run();

    /// <summary>Element-wise product, with broadcasting.</summary>
    public Tensor Multiply(Tensor other) => new Multiply(this, Checked(other)).Run();

    /// <summary>Element-wise quotient, with broadcasting.</summary>
    public Tensor Divide(Tensor other) => new Divide(this, Checked(other)).Run();

    /// <summary>The larger of two elements, with broadcasting; where they are equal, each gets half of the gradient.</summary>
    public Tensor Maximum(Tensor other) => new Extremum(BinaryKind.Maximum, this, Checked(other)).Run();

    /// <summary>The smaller of two elements, with broadcasting; where they are equal, each gets half of the gradient.</summary>
    public Tensor Minimum(Tensor other) => new Extremum(BinaryKind.Minimum, this, Checked(other)).Run();

    private static Tensor Checked(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor;
    }

    private Tensor Compare(BinaryKind kind, Tensor left, Tensor right)
    {
        if (left.DType != right.DType)
            throw new ArgumentException($"{kind}: the inputs are {left.DType} and {right.DType}; convert one with .To(DType.{left.DType})");
        left.CheckSameDevice(kind.ToString(), right);
        var result = Empty(Shape.Broadcast(left.Shape, right.Shape, kind.ToString()), DType, Device);
        Backend.Binary(kind, left, right, result);
        return result;
    }
}
