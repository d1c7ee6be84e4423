using Descent.Backends;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>Sets all elements to a value.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="InvalidOperationException">The change would go unrecorded: see <see cref="AddInPlace"/>.</exception>
    public Tensor Fill(double value)
    {
        CheckInPlace("Fill", this);
        Backend.Fill(this, value);
        Storage.Version++;
        return this;
    }

    /// <summary>Takes over another tensor's values, whatever its type and device.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="InvalidOperationException">The change would go unrecorded: see <see cref="AddInPlace"/>.</exception>
    public Tensor CopyFrom(Tensor source)
    {
        CheckInPlace("CopyFrom", source);
        CheckSameShape("CopyFrom", source);
        CopyElements(source, this);
        Storage.Version++;
        return this;
    }

    /// <summary>this += scale · other, in place. Changes in place are not recorded, so weights are changed inside <see cref="NoGrad"/>.</summary>
    /// <param name="other">Same shape and type.</param>
    /// <param name="scale">A factor, for example minus the learning rate.</param>
    /// <returns>This tensor.</returns>
    /// <exception cref="ArgumentException">The shapes or types differ.</exception>
    /// <exception cref="InvalidOperationException">Recording is on and this or the other tensor requires a gradient.</exception>
    public Tensor AddInPlace(Tensor other, double scale = 1)
    {
        CheckInPlace("AddInPlace", other);
        CheckSameShape("AddInPlace", other);
        if (other.DType != DType)
            throw new ArgumentException($"AddInPlace: the tensor is {DType}, the other {other.DType}; convert one with .To(DType.{DType})", nameof(other));
        CheckSameDevice("AddInPlace", other);
        Backend.AddScaled(other, scale, this);
        Storage.Version++;
        return this;
    }

    /// <summary>this *= factor, in place.</summary>
    /// <returns>This tensor.</returns>
    /// <exception cref="InvalidOperationException">The change would go unrecorded: see <see cref="AddInPlace"/>.</exception>
    public Tensor MultiplyInPlace(double factor)
    {
        CheckInPlace("MultiplyInPlace", this);
        Backend.Unary(UnaryKind.MultiplyScalar, this, this, factor, 0);
        Storage.Version++;
        return this;
    }

    private void CheckInPlace(string operation, Tensor source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!NoGrad.IsRecording || (!RequiresGrad && !source.RequiresGrad))
            return;
        var what = Creator is not null ? $"this tensor is the result of {Creator.Name}"
            : RequiresGrad ? "this tensor requires a gradient"
            : "the other tensor requires a gradient";
        throw new InvalidOperationException(
            $"{operation}: {what}, and changes in place are not recorded. Change weights inside `using (NoGrad.Begin())`, or use the operator that makes a new tensor.");
    }

    private void CheckSameDevice(string operation, Tensor other)
    {
        if (other.Device != Device)
            throw new ArgumentException($"{operation}: the tensor is on {Device}, the other on {other.Device}; move one with .To(device)");
    }

    private void CheckSameShape(string operation, Tensor other)
    {
        if (other.Shape != Shape)
            throw new ArgumentException($"{operation}: the tensor is {Shape}, the other {other.Shape}; in place, both must be the same");
    }
}
