namespace Descent;

/// <summary>
/// exp(x) / Σ exp(x) along an axis: positive numbers that sum to 1. <see cref="Loss.CrossEntropy(Tensor, Tensor, double)"/> takes the logits, without it.
/// </summary>
/// <param name="axis">The axis; negative counts from the end.</param>
public sealed class Softmax(int axis = -1) : Module
{
    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return x.Softmax(axis);
    }

    /// <inheritdoc />
    public override string ToString() => axis == -1 ? "Softmax" : $"Softmax(axis {axis})";
}
