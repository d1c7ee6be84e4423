using Descent.Backends;

namespace Descent.Autodiff.Operations;

/// <summary>y = f(x), element by element; ∂L/∂x = f'(x) ∂L/∂y. Each f stands beside its f' in the backend's kernels.</summary>
internal sealed class Unary(UnaryKind kind, Tensor x, double a = 0, double b = 0) : Operation(Names[(int)kind], x)
{
    private static readonly string[] Names = Enum.GetNames<UnaryKind>();

    protected override Shape OutputShape => Inputs[0].Shape;

    // The derivative is taken from whichever of x and y is cheaper, so both must still be there.
    protected override bool ReadsOutput => true;

    protected override void Forward(Tensor y) => Backend.Unary(kind, Inputs[0], y, a, b);

    public override void Backward(int input, Tensor y, Tensor gradY, Tensor gradX) =>
        Backend.UnaryGradient(kind, Inputs[0], y, gradY, gradX, a, b);
}
