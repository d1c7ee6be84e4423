namespace Descent.Autodiff.Operations;

/// <summary>
/// yᵢ = e^xᵢ / Σₖ e^xₖ along an axis, or its logarithm; ∂L/∂x = y (g - Σ g y), or g - e^y Σ g, with g = ∂L/∂y.
/// The largest x is subtracted first, so that nothing overflows.
/// </summary>
internal sealed class SoftmaxOperation(Tensor x, int axis, bool logarithm) : Operation(logarithm ? "LogSoftmax" : "Softmax", x)
{
    private readonly (int Outer, int Count, int Inner) parts = x.Shape.Around(axis);

    protected override Shape OutputShape => Inputs[0].Shape;

    protected override bool ReadsInputs => false;

    protected override bool ReadsOutput => true;

    protected override void Forward(Tensor y) => Backend.Softmax(Inputs[0], parts.Outer, parts.Count, parts.Inner, y, logarithm);

    public override void Backward(int input, Tensor y, Tensor gradY, Tensor gradX) =>
        Backend.SoftmaxGradient(y, gradY, parts.Outer, parts.Count, parts.Inner, gradX, logarithm);
}

/// <summary>
/// lossₙ = -Σₖ tₙₖ log softmax(x)ₙₖ; ∂lossₙ/∂x = softmax(x)ₙ Σₖ tₙₖ - tₙ. One pass over the logits instead of the four that
/// softmax, logarithm, product and sum would take.
/// </summary>
internal sealed class CrossEntropyOperation : Operation
{
    private readonly Tensor targets;
    private readonly double labelSmoothing;

    public CrossEntropyOperation(Tensor logits, Tensor targets, double labelSmoothing)
        : base("CrossEntropy", logits, targets)
    {
        (this.targets, this.labelSmoothing) = (targets, labelSmoothing);
    }

    protected override Shape OutputShape => new(Inputs[0].Shape[0]);

    /// <summary>Turns the row of a target that is no class, as <see cref="Backends.IBackend.CrossEntropy"/> returns it, into an error.</summary>
    public static void Check(int badRow, Tensor logits, Tensor targets)
    {
        if (badRow >= 0)
        {
            throw new ArgumentException(
                $"CrossEntropy: target {targets.At(badRow)} in row {badRow} is not a class index; logits {logits.Shape} have classes 0..{logits.Shape[1] - 1}");
        }
    }

    protected override void Forward(Tensor losses) =>
        Check(Backend.CrossEntropy(Inputs[0], targets, labelSmoothing, losses), Inputs[0], targets);

    public override void Backward(int input, Tensor losses, Tensor gradLosses, Tensor gradLogits) =>
        Backend.CrossEntropyGradient(Inputs[0], targets, labelSmoothing, gradLosses, gradLogits);
}
