namespace Descent.Autodiff.Operations;

/// <summary>y = the slices of x named by index along an axis; a slice's gradient is the sum over the places it went to.</summary>
internal sealed class IndexSelect(Tensor x, int axis, int[] index) : Operation("IndexSelect", x)
{
    private readonly (int Outer, int Count, int Inner) parts = x.Shape.Around(axis);

    protected override Shape OutputShape => Inputs[0].Shape.With(axis, index.Length);

    protected override bool ReadsInputs => false;

    protected override void Forward(Tensor y) => Backend.IndexSelect(Inputs[0], parts.Outer, parts.Count, parts.Inner, index, y);

    public override void Backward(int input, Tensor y, Tensor gradY, Tensor gradX) =>
        Backend.IndexSelectGradient(gradY, parts.Outer, parts.Count, parts.Inner, index, gradX);
}

/// <summary>y[.., j, ..] = x[.., index[.., j, ..], ..]; an element's gradient is the sum over the places it went to.</summary>
internal sealed class Gather(Tensor x, int axis, Tensor index) : Operation("Gather", x, index)
{
    private readonly (int Outer, int Count, int Inner) parts = x.Shape.Around(axis);

    protected override Shape OutputShape => index.Shape;

    protected override bool Reads(int input) => input == 1;

    protected override void Forward(Tensor y) =>
        Backend.Gather(Inputs[0], parts.Outer, parts.Count, parts.Inner, index, index.Shape[axis], y);

    public override void Backward(int input, Tensor y, Tensor gradY, Tensor gradX) =>
        Backend.GatherGradient(gradY, parts.Outer, parts.Count, parts.Inner, index, index.Shape[axis], gradX);
}
