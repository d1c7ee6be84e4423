using System.Diagnostics;
using Descent.Autodiff;
using Descent.Backends;
using Descent.Backends.Cpu;
using Descent.Display;

namespace Descent;

/// <summary>
/// An n-dimensional array of floating-point numbers that can be differentiated. Elements are stored row by row and
/// without gaps (row-major, contiguous); <see cref="Reshape(ReadOnlySpan{int})"/> and <see cref="Detach"/> share the elements,
/// everything else makes new ones.
/// <para>
/// Operations on tensors with <see cref="RequiresGrad"/> are recorded; <see cref="Backward(bool)"/> then fills <see cref="Grad"/>.
/// Element-wise operations broadcast as in NumPy and PyTorch.
/// </para>
/// </summary>
[DebuggerDisplay("{DebuggerDisplay,nq}")]
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed partial class Tensor : IHtml
{
    private bool requiresGrad;
    private Tensor? gradient;
    private bool gradientIsKnown;
    private bool zerosAreDue;
    private int zeroVersion = -1;

    internal Tensor(Storage storage, int offset, Shape shape, Device device)
    {
        Storage = storage;
        Offset = offset;
        Shape = shape;
        Device = device;
    }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; }

    /// <summary>The number of axes.</summary>
    public int Rank => Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;

    /// <summary>The type of the elements.</summary>
    public DType DType => Storage.DType;

    /// <summary>Where the elements live.</summary>
    public Device Device { get; private set; }

    /// <summary>A name for errors, graphs and summaries; null unless given.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Whether <see cref="Backward(bool)"/> computes a gradient for this tensor: set on leaves (weights), implied for results
    /// computed from them.
    /// </summary>
    /// <exception cref="InvalidOperationException">Switched off on a result: use <see cref="Detach"/>.</exception>
    public bool RequiresGrad
    {
        get => requiresGrad || Creator is not null;
        set
        {
            if (Creator is not null && !value)
                throw new InvalidOperationException($"RequiresGrad: this tensor is the result of {Creator.Name}; Detach() gives it without its history");
            requiresGrad = value;
        }
    }

    /// <summary>Whether the tensor was made by the user rather than by a recorded operation.</summary>
    public bool IsLeaf => Creator is null;

    /// <summary>
    /// ∂L/∂this, shaped as this tensor, added up over calls of <see cref="Backward(bool)"/> since the last <see cref="ZeroGrad"/>; null
    /// before the first. Results of operations have one only after <see cref="RetainGrad"/>.
    /// </summary>
    public Tensor? Grad
    {
        get
        {
            gradientIsKnown = gradient is not null;
            return FilledGrad;
        }
    }

    /// <summary>The gradient, for the library itself, which does not hold it beyond a step.</summary>
    internal Tensor? FilledGrad
    {
        get
        {
            if (zerosAreDue)
            {
                zerosAreDue = false;
                Backend.Fill(gradient!, 0);
                zeroVersion = ++gradient!.Storage.Version;
            }

            return gradient;
        }
    }

    /// <summary>The gradient's memory, to be written to: its content is arbitrary where <see cref="GradIsZero"/>.</summary>
    internal Tensor? GradMemory => gradient;

    internal Storage Storage { get; private set; }

    internal int Offset { get; private set; }

    /// <summary>The recorded operation that made this tensor; null for leaves.</summary>
    internal Operation? Creator { get; set; }

    internal bool RetainsGrad { get; private set; }

    /// <summary>Whether the gradient is all zeros because <see cref="ZeroGrad"/> made it so and nobody wrote to it since.</summary>
    internal bool GradIsZero => gradient is not null && (zerosAreDue || gradient.Storage.Version == zeroVersion);

    internal IBackend Backend => Device.Backend;

    private string DebuggerDisplay => $"Tensor {Shape} {DType}{(Length == 1 ? $" = {Item()}" : "")}";

    /// <summary>Keeps the gradient of a result, which is otherwise thrown away once it was passed on.</summary>
    /// <returns>This tensor.</returns>
    public Tensor RetainGrad()
    {
        RetainsGrad = Creator is not null;
        return this;
    }

    /// <summary>Differentiates this single number with respect to every tensor it depends on that requires a gradient.</summary>
    /// <param name="retainGraph">Whether the recorded operations stay for a second backward pass.</param>
    /// <exception cref="InvalidOperationException">
    /// The tensor has more than one element; nothing it depends on requires a gradient; the graph was freed; a value that is
    /// needed was changed in place.
    /// </exception>
    public void Backward(bool retainGraph = false)
    {
        if (Length != 1)
            throw new InvalidOperationException($"Backward: a tensor of shape {Shape} is not a single number; take .Sum() or .Mean(), or call Backward(gradient)");
        Backward(Full(Shape, 1, DType, Device), retainGraph);
    }

    /// <summary>Differentiates Σ gradient · this (a vector-Jacobian product).</summary>
    /// <param name="gradient">∂L/∂this, shaped as this tensor.</param>
    /// <param name="retainGraph">Whether the recorded operations stay for a second backward pass.</param>
    /// <exception cref="ArgumentException">The gradient's shape or type differs.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="Backward(bool)"/>.</exception>
    public void Backward(Tensor gradient, bool retainGraph = false)
    {
        ArgumentNullException.ThrowIfNull(gradient);
        if (gradient.Shape != Shape || gradient.DType != DType)
            throw new ArgumentException($"Backward: the gradient is {gradient.Shape} {gradient.DType}, but the tensor is {Shape} {DType}", nameof(gradient));
        CheckSameDevice("Backward", gradient);
        if (!RequiresGrad)
        {
            throw new InvalidOperationException(
                "Backward: nothing this tensor was computed from requires a gradient. Set RequiresGrad on the weights before the forward pass, and do not run it inside NoGrad.");
        }

        BackwardPass.Run(this, gradient, retainGraph);
    }

    /// <summary>Sets the gradient to zero, keeping its memory. Does nothing before the first backward pass.</summary>
    public void ZeroGrad()
    {
        if (gradient is null || GradIsZero)
            return;

        // The next backward pass overwrites it, so zeros are written only if somebody looks before, or could have kept the tensor.
        zerosAreDue = true;
        if (gradientIsKnown)
            _ = FilledGrad;
    }

    /// <summary>The same elements without history: changes in place are seen by both.</summary>
    public Tensor Detach() => new(Storage, Offset, Shape, Device);

    /// <summary>A copy of the elements, without history.</summary>
    public Tensor Clone()
    {
        var copy = Empty(Shape, DType, Device);
        Backend.Copy(StridedView.Of(this), StridedView.Of(copy));
        return copy;
    }

    /// <summary>The value of a tensor with one element.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public double Item()
    {
        if (Length != 1)
            throw new InvalidOperationException($"Item: a tensor of shape {Shape} has {Length} elements, not one; use At(...) or ToArray");
        Span<double> value = stackalloc double[1];
        Backend.Download(this, value);
        return value[0];
    }

    /// <summary>The value of one element.</summary>
    /// <param name="index">A place on every axis; negative counts from the end.</param>
    /// <exception cref="ArgumentException">The number of indices differs from the rank, or one is out of range.</exception>
    public double At(params ReadOnlySpan<int> index)
    {
        Span<double> value = stackalloc double[1];
        Backend.Download(ElementView(index), value);
        return value[0];
    }

    /// <summary>The elements, row by row, as a new array.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>; converted where the tensor's type is the other.</typeparam>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        _ = DTypes.Of<T>();
        var array = new T[Length];
        Backend.Download<T>(this, array);
        return array;
    }

    /// <summary>The elements of a matrix as a new array [rows, columns].</summary>
    /// <exception cref="InvalidOperationException">The tensor is not two-dimensional.</exception>
    public double[,] ToArray2D()
    {
        if (Rank != 2)
            throw new InvalidOperationException($"ToArray2D: a tensor of shape {Shape} is not a matrix");
        var values = ToArray<double>();
        var array = new double[Shape[0], Shape[1]];
        Buffer.BlockCopy(values, 0, array, 0, values.Length * sizeof(double));
        return array;
    }

    /// <summary>Takes the gradient over, without copying.</summary>
    internal void SetGrad(Tensor gradient)
    {
        this.gradient = gradient;
        GradWasWritten();

        // Who holds the tensor may change the gradient, so a step that is recorded computes it anew in each repetition.
        Device.Recorder?.Share(gradient);
    }

    /// <summary>Says that the gradient's memory has new content.</summary>
    internal void GradWasWritten()
    {
        if (gradient is null)
            return;
        zerosAreDue = false;
        gradient.Storage.Version++;
    }

    /// <summary>
    /// Moves this very tensor, with its gradient, to another device: who holds it (a module, an optimizer) then has it there. Tensors that
    /// shared the elements keep the old ones.
    /// </summary>
    internal void MoveTo(Device device)
    {
        if (device == Device)
            return;
        var moved = Empty(Shape, DType, device);
        CopyElements(this, moved);

        // A graph from before the move must not be differentiated with what is no longer there.
        moved.Storage.Version = Storage.Version + 1;
        (Storage, Offset, Device) = (moved.Storage, 0, device);
        gradient?.MoveTo(device);
    }

    /// <summary>Copies all elements, from one device to the other and converting the type as needed. Unrecorded.</summary>
    internal static void CopyElements(Tensor source, Tensor target)
    {
        if (source.Device == target.Device)
            target.Backend.Convert(source, target);
        else if (source.DType == DType.Float32)
            CopyElements<float>(source, target);
        else
            CopyElements<double>(source, target);
    }

    private static void CopyElements<T>(Tensor source, Tensor target)
        where T : unmanaged
    {
        if (source.Device == Device.Cpu)
            target.Backend.Upload<T>(source.Span<T>(), target);
        else if (target.Device == Device.Cpu && target.DType == source.DType)
            source.Backend.Download(source, target.Span<T>());
        else
            target.Backend.Upload<T>(source.ToArray<T>(), target);
        GC.KeepAlive(source);
        GC.KeepAlive(target);
    }

    /// <summary>Gives the memory back; for tensors that nobody else has seen.</summary>
    internal void Recycle() => Backend.Recycle(Storage);

    /// <summary>One element as a tensor without axes that shares it.</summary>
    internal Tensor ElementView(ReadOnlySpan<int> index)
    {
        if (index.Length != Rank)
            throw new ArgumentException($"At: {index.Length} indices for a tensor of shape {Shape}, which has {Rank} axes", nameof(index));
        var offset = Offset;
        var strides = Shape.Strides();
        for (var axis = 0; axis < Rank; axis++)
        {
            var i = index[axis] < 0 ? index[axis] + Shape[axis] : index[axis];
            if (i < 0 || i >= Shape[axis])
                throw new ArgumentException($"At: index {index[axis]} is out of range at axis {axis} of shape {Shape}");
            offset += i * strides[axis];
        }

        return new Tensor(Storage, offset, Shape.Scalar, Device);
    }
}
