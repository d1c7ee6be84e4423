using Descent.Backends;

namespace Descent.Autodiff.Operations;

/// <summary>z = f(x, y), element by element with broadcasting. A stretched operand's gradient is summed over what it was stretched to.</summary>
internal abstract class Binary : Operation
{
    private static readonly string[] Names = Enum.GetNames<BinaryKind>();

    private readonly BinaryKind kind;
    private readonly Shape shape;

    protected Binary(BinaryKind kind, Tensor x, Tensor y)
        : base(Names[(int)kind], x, y)
    {
        this.kind = kind;
        shape = Shape.Broadcast(x.Shape, y.Shape, Name);
    }

    protected override Shape OutputShape => shape;

    protected override void Forward(Tensor z) => Backend.Binary(kind, Inputs[0], Inputs[1], z);

    public override void Backward(int input, Tensor z, Tensor gradZ, Tensor gradInput)
    {
        if (gradInput.Shape == shape)
        {
            Gradient(input, z, gradZ, gradInput);
            return;
        }

        var stretched = Tensor.Empty(shape, gradZ.DType, gradZ.Device);
        Gradient(input, z, gradZ, stretched);
        Reduction.SumTo(stretched, gradInput);
        stretched.Recycle();
    }

    /// <summary>∂L/∂input before the sum over stretched axes.</summary>
    protected abstract void Gradient(int input, Tensor z, Tensor gradZ, Tensor gradient);

    protected void Multiply(Tensor a, Tensor b, Tensor result) => Backend.Binary(BinaryKind.Multiply, a, b, result);

    protected static void Copy(Tensor source, Tensor target) =>
        target.Backend.Copy(StridedView.Of(source), StridedView.Of(target));
}

/// <summary>z = x + y; ∂z/∂x = ∂z/∂y = 1.</summary>
internal sealed class Add(Tensor x, Tensor y) : Binary(BinaryKind.Add, x, y)
{
    protected override bool ReadsInputs => false;

    protected override void Gradient(int input, Tensor z, Tensor gradZ, Tensor gradient) => Copy(gradZ, gradient);
}

/// <summary>z = x - y; ∂z/∂x = 1, ∂z/∂y = -1.</summary>
internal sealed class Subtract(Tensor x, Tensor y) : Binary(BinaryKind.Subtract, x, y)
{
    protected override bool ReadsInputs => false;

    protected override void Gradient(int input, Tensor z, Tensor gradZ, Tensor gradient)
    {
        if (input == 0)
            Copy(gradZ, gradient);
        else
            Backend.Unary(UnaryKind.Negate, gradZ, gradient, 0, 0);
    }
}

/// <summary>z = x y; ∂z/∂x = y, ∂z/∂y = x.</summary>
internal sealed class Multiply(Tensor x, Tensor y) : Binary(BinaryKind.Multiply, x, y)
{
    protected override void Gradient(int input, Tensor z, Tensor gradZ, Tensor gradient) =>
        Multiply(gradZ, Inputs[1 - input], gradient);
}

/// <summary>z = x / y; ∂z/∂x = 1 / y, ∂z/∂y = -z / y.</summary>
internal sealed class Divide(Tensor x, Tensor y) : Binary(BinaryKind.Divide, x, y)
{
    protected override bool ReadsOutput => true;

    protected override void Gradient(int input, Tensor z, Tensor gradZ, Tensor gradient)
    {
        Backend.Binary(BinaryKind.Divide, gradZ, Inputs[1], gradient);
        if (input == 0)
            return;
        Multiply(gradient, z, gradient);
        Backend.Unary(UnaryKind.Negate, gradient, gradient, 0, 0);
    }
}

/// <summary>The larger or smaller of two; all of the gradient goes to it, half to each where they are equal (as PyTorch).</summary>
internal sealed class Extremum(BinaryKind kind, Tensor x, Tensor y) : Binary(kind, x, y)
{
    private readonly bool isMaximum = kind == BinaryKind.Maximum;

    protected override void Gradient(int input, Tensor z, Tensor gradZ, Tensor gradient)
    {
        var winsIfLarger = isMaximum == (input == 0);
        Backend.Binary(BinaryKind.Step, Inputs[winsIfLarger ? 0 : 1], Inputs[winsIfLarger ? 1 : 0], gradient);
        Multiply(gradient, gradZ, gradient);
    }
}
