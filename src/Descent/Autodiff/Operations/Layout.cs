using Descent.Backends;

namespace Descent.Autodiff.Operations;

/// <summary>The same elements in another shape; the gradient takes the old shape back.</summary>
internal sealed class Reshape(Tensor x, Shape shape) : Operation("Reshape", x)
{
    protected override Shape OutputShape => shape;

    protected override bool ReadsInputs => false;

    protected override Tensor CreateOutput() => Inputs[0].View(shape);

    protected override void Forward(Tensor output)
    {
        // The output is a view of the input: there is nothing to compute.
    }

    public override void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput) =>
        Backend.Copy(StridedView.Of(gradOutput.View(gradInput.Shape)), StridedView.Of(gradInput));
}

/// <summary>The same elements with the axes in another order; the gradient's are put back.</summary>
internal sealed class Permute(Tensor x, int[] axes) : Operation("Permute", x)
{
    private readonly Shape shape = new(Array.ConvertAll(axes, axis => x.Shape[axis]));

    protected override Shape OutputShape => shape;

    protected override bool ReadsInputs => false;

    protected override void Forward(Tensor output) => Backend.Copy(Walk(Inputs[0]), StridedView.Of(output));

    public override void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput) =>
        Backend.Copy(StridedView.Of(gradOutput), Walk(gradInput));

    private StridedView Walk(Tensor tensor)
    {
        var strides = tensor.Shape.Strides();
        return new StridedView(tensor, 0, shape.ToArray(), Array.ConvertAll(axes, axis => strides[axis]));
    }
}

/// <summary>Some elements, picked by a range or a place on each axis; the others' gradient is 0.</summary>
internal sealed class Slice(Tensor x, IndexPlan plan) : Operation("Slice", x)
{
    protected override Shape OutputShape => plan.Shape;

    protected override bool ReadsInputs => false;

    protected override void Forward(Tensor output) => Backend.Copy(plan.View(Inputs[0]), Walk(output));

    public override void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput)
    {
        Backend.Fill(gradInput, 0);
        Backend.Copy(Walk(gradOutput), plan.View(gradInput));
    }

    private StridedView Walk(Tensor tensor) => new(tensor, 0, plan.Sizes, new Shape(plan.Sizes).Strides());
}

/// <summary>Tensors one after the other along an axis; each gets its part of the gradient.</summary>
internal sealed class Concat : Operation
{
    private readonly int axis;
    private readonly Shape shape;

    public Concat(Tensor[] tensors, int axis)
        : base("Concat", tensors)
    {
        this.axis = axis;
        var total = 0;
        foreach (var tensor in tensors)
        {
            if (tensor.Rank != tensors[0].Rank || tensor.Shape.With(axis) != tensors[0].Shape.With(axis))
                throw new ArgumentException($"Concat: shapes {tensors[0].Shape} and {tensor.Shape} differ in more than axis {axis}");
            total += tensor.Shape[axis];
        }

        shape = tensors[0].Shape.With(axis, total);
    }

    protected override Shape OutputShape => shape;

    protected override bool ReadsInputs => false;

    protected override void Forward(Tensor output)
    {
        for (int i = 0, start = 0; i < Inputs.Length; start += Inputs[i++].Shape[axis])
            Backend.Copy(StridedView.Of(Inputs[i]), Part(output, Inputs[i].Shape, start));
    }

    public override void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput)
    {
        var start = 0;
        for (var i = 0; i < input; i++)
            start += Inputs[i].Shape[axis];
        Backend.Copy(Part(gradOutput, gradInput.Shape, start), StridedView.Of(gradInput));
    }

    private StridedView Part(Tensor whole, Shape part, int start)
    {
        var strides = whole.Shape.Strides();
        return new StridedView(whole, start * strides[axis], part.ToArray(), strides);
    }
}

/// <summary>The elements in another type; the gradient is converted back.</summary>
internal sealed class ConvertType(Tensor x, DType dtype) : Operation("To", x)
{
    protected override Shape OutputShape => Inputs[0].Shape;

    protected override DType OutputDType => dtype;

    protected override bool ReadsInputs => false;

    protected override void Forward(Tensor output) => Backend.Convert(Inputs[0], output);

    public override void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput) =>
        Backend.Convert(gradOutput, gradInput);
}

/// <summary>The elements on another device; the gradient comes back.</summary>
internal sealed class Transfer(Tensor x, Device device) : Operation("To", x)
{
    protected override Shape OutputShape => Inputs[0].Shape;

    protected override bool ReadsInputs => false;

    protected override Tensor CreateOutput() => Tensor.Empty(OutputShape, OutputDType, device);

    protected override void Forward(Tensor output)
    {
        // What comes from elsewhere is a constant of a recorded step, and what depends on weights is none.
        if (Inputs[0].RequiresGrad && (Inputs[0].Device.Recorder ?? device.Recorder) is not null)
            throw new InvalidOperationException($"TrainingStep: the step goes from {Inputs[0].Device} to {device}, but a step is recorded on one device");
        Tensor.CopyElements(Inputs[0], output);
    }

    public override void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput) =>
        Tensor.CopyElements(gradOutput, gradInput);
}
