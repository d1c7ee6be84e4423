using Descent.Backends;

namespace Descent.Autodiff.Operations;

/// <summary>
/// C = A B for the last two axes, leading axes broadcast; ∂L/∂A = ∂L/∂C Bᵀ, ∂L/∂B = Aᵀ ∂L/∂C.
/// </summary>
internal sealed class MatMul : Operation
{
    private readonly Shape shape;

    public MatMul(Tensor a, Tensor b)
        : base("MatMul", a, b)
    {
        if (a.Rank < 2 || b.Rank < 2)
            throw new ArgumentException($"MatMul: {a.Shape} x {b.Shape}: both need at least two axes (or one, for a vector)");
        if (a.Shape[-1] != b.Shape[-2])
            throw new ArgumentException($"MatMul: {a.Shape} x {b.Shape}: inner sizes {a.Shape[-1]} and {b.Shape[-2]} differ");
        var batch = Shape.Broadcast(new Shape(a.Shape.Sizes[..^2]), new Shape(b.Shape.Sizes[..^2]), "MatMul");
        shape = new Shape([.. batch.Sizes, a.Shape[-2], b.Shape[-1]]);
    }

    protected override Shape OutputShape => shape;

    protected override void Forward(Tensor c) => Backend.MatMul(Inputs[0], false, Inputs[1], false, c);

    public override void Backward(int input, Tensor c, Tensor gradC, Tensor gradInput)
    {
        var other = Inputs[1 - input];
        var full = gradInput;
        var batch = shape.Sizes[..^2];
        if (!batch.SequenceEqual(gradInput.Shape.Sizes[..^2]))
            full = Tensor.Empty(new Shape([.. batch, gradInput.Shape[-2], gradInput.Shape[-1]]), gradC.DType, gradC.Device);

        if (input == 0)
            Backend.MatMul(gradC, false, other, true, full);
        else
            Backend.MatMul(other, true, gradC, false, full);

        if (full == gradInput)
            return;
        Reduction.SumTo(full, gradInput);
        full.Recycle();
    }
}

/// <summary>
/// Y = f(X Wᵀ + b) for X (..., in), W (out, in), b (out): one product, with the bias added and the activation applied on the way out.
/// ∂L/∂X = G W, ∂L/∂W = Gᵀ X, ∂L/∂b = the rows of G summed, with G = f' ∂L/∂Y.
/// </summary>
internal sealed class LinearMap : Operation
{
    private readonly int rows;
    private readonly Shape shape;
    private readonly Activation? activation;

    public LinearMap(Tensor x, Tensor weight, Tensor? bias, Activation? activation)
        : base(activation is null ? "Linear" : $"Linear with {activation.Value.Kind}", bias is null ? [x, weight] : [x, weight, bias])
    {
        this.activation = activation;
        if (weight.Rank != 2)
            throw new ArgumentException($"Linear: the weight is {weight.Shape}, but must be (out, in)");
        if (x.Rank < 1 || x.Shape[-1] != weight.Shape[1])
            throw new ArgumentException($"Linear: the input is {x.Shape}, but the weight {weight.Shape} takes (..., {weight.Shape[1]})");
        if (bias is not null && (bias.Rank != 1 || bias.Length != weight.Shape[0]))
            throw new ArgumentException($"Linear: the bias is {bias.Shape}, but the weight {weight.Shape} needs ({weight.Shape[0]},)");
        shape = x.Shape.With(x.Rank - 1, weight.Shape[0]);
        rows = x.Shape.Around(x.Rank - 1).Outer;
    }

    protected override Shape OutputShape => shape;

    protected override bool ReadsOutput => activation is not null;

    protected override void Forward(Tensor y) =>
        Backend.MatMul(Rows(Inputs[0]), false, Inputs[1], true, Rows(y), Inputs.Length == 3 ? Inputs[2] : null, activation);

    public override Tensor BeforeInputs(Tensor y, Tensor gradY)
    {
        if (activation is not { } f)
            return gradY;

        // The derivative follows from y alone: y takes the place of what the activation was applied to.
        var g = Tensor.Empty(shape, y.DType, y.Device);
        Backend.UnaryGradient(f.Kind, y, y, gradY, g, f.A, 0);
        return g;
    }

    public override void Backward(int input, Tensor y, Tensor gradY, Tensor gradInput)
    {
        var g = Rows(gradY);
        if (input == 0)
            Backend.MatMul(g, false, Inputs[1], false, Rows(gradInput));
        else if (input == 1)
            Backend.MatMul(g, true, Rows(Inputs[0]), false, gradInput);
        else
            Backend.Sum(g, 1, rows, gradInput.Length, gradInput);
    }

    private Tensor Rows(Tensor tensor) => tensor.Rank == 2 ? tensor : tensor.View([rows, tensor.Shape[-1]]);
}
