using System.Runtime.CompilerServices;
using Descent.Backends;

namespace Descent.Autodiff;

/// <summary>
/// One step of a computation and how to differentiate it: a node of the graph that <see cref="Tensor.Backward(bool)"/> walks.
/// An operation writes its result into a tensor it is given, and each input's gradient into another: it allocates nothing
/// itself, so a recorded computation can be run again in the same memory.
/// </summary>
internal abstract class Operation
{
    // One for each of the first inputs, as most operations have no more: an array for each operation would cost as much as all else.
    private FirstVersions firstVersions;
    private int[] otherVersions = [];
    private int outputVersion;

    protected Operation(string name, params Tensor[] inputs)
    {
        Name = name;
        Inputs = inputs;
        var (device, dtype) = (inputs[0].Device, inputs[0].DType);
        foreach (var input in inputs)
        {
            if (input.DType != dtype)
                throw new ArgumentException($"{name}: the inputs are {dtype} and {input.DType}; convert one with .To(DType.{dtype})");
            if (input.Device != device)
                throw new ArgumentException($"{name}: the inputs are on {device} and {input.Device}; move one with .To(device)");
        }
    }

    /// <summary>What errors and graphs call it.</summary>
    public string Name { get; }

    /// <summary>What it was applied to; empty once the graph was freed.</summary>
    public Tensor[] Inputs { get; private set; }

    /// <summary>∂L/∂output, while a backward pass is under way.</summary>
    public Tensor? OutputGradient { get; set; }

    /// <summary>The result, while a backward pass may still need it.</summary>
    public Tensor? Output { get; private set; }

    /// <summary>Which backward pass has last come by here.</summary>
    public long VisitedIn { get; set; }

    /// <summary>The kernels of the device that the inputs are on.</summary>
    protected IBackend Backend => Inputs[0].Device.Backend;

    /// <summary>The result's shape.</summary>
    protected abstract Shape OutputShape { get; }

    /// <summary>The result's element type.</summary>
    protected virtual DType OutputDType => Inputs[0].DType;

    /// <summary>Whether <see cref="Backward"/> reads the inputs' values, so that changing them in between is an error.</summary>
    protected virtual bool ReadsInputs => true;

    /// <summary>Whether <see cref="Backward"/> reads one input's values.</summary>
    protected virtual bool Reads(int input) => ReadsInputs;

    /// <summary>Whether <see cref="Backward"/> reads the result's values.</summary>
    protected virtual bool ReadsOutput => false;

    /// <summary>Computes the result from the inputs.</summary>
    protected abstract void Forward(Tensor output);

    /// <summary>What the gradients of all inputs share: called once before <see cref="Backward"/>, which gets the result for ∂L/∂output.</summary>
    /// <returns>∂L/∂output itself, or another tensor, which is this pass's to give back.</returns>
    public virtual Tensor BeforeInputs(Tensor output, Tensor gradOutput) => gradOutput;

    /// <summary>Computes ∂L/∂input from ∂L/∂output.</summary>
    /// <param name="input">Which input.</param>
    /// <param name="output">The result of <see cref="Forward"/>.</param>
    /// <param name="gradOutput">∂L/∂output, shaped as the output.</param>
    /// <param name="gradInput">Where to write ∂L/∂input, shaped as the input. Its content is arbitrary before.</param>
    public abstract void Backward(int input, Tensor output, Tensor gradOutput, Tensor gradInput);

    /// <summary>Where the result goes: fresh memory, or a view of an input's.</summary>
    protected virtual Tensor CreateOutput() => Tensor.Empty(OutputShape, OutputDType, Inputs[0].Device);

    /// <summary>Runs the operation and, where an input requires a gradient, records it.</summary>
    public Tensor Run()
    {
        var output = CreateOutput();
        Forward(output);
        if (NoGrad.IsRecording && Array.Exists(Inputs, input => input.RequiresGrad))
        {
            Output = output;
            output.Creator = this;
            if (Inputs.Length > FirstVersions.Count)
                otherVersions = new int[Inputs.Length - FirstVersions.Count];
            for (var i = 0; i < Inputs.Length; i++)
                VersionOf(i) = Inputs[i].Storage.Version;
            outputVersion = output.Storage.Version;
        }

        return output;
    }

    /// <summary>Refuses to differentiate what has been freed or changed since the forward pass.</summary>
    public void CheckUnchanged()
    {
        if (Output is null)
        {
            throw new InvalidOperationException(
                $"Backward: the graph through {Name} was already freed by an earlier Backward(). Run the forward pass again, or call Backward(retainGraph: true) the first time.");
        }

        for (var i = 0; i < Inputs.Length; i++)
        {
            if (Reads(i) && Inputs[i].Storage.Version != VersionOf(i))
                throw Changed($"input {i + 1} of {Name}", Inputs[i], VersionOf(i));
        }

        if (ReadsOutput && Output.Storage.Version != outputVersion)
            throw Changed($"the result of {Name}", Output, outputVersion);
    }

    /// <summary>Lets go of all tensors, so that their memory can be reused.</summary>
    public void Free()
    {
        Inputs = [];
        Output = null;
        OutputGradient = null;
    }

    /// <summary>An input's version when the operation ran.</summary>
    private ref int VersionOf(int input)
    {
        if (input < FirstVersions.Count)
            return ref firstVersions[input];
        return ref otherVersions[input - FirstVersions.Count];
    }

    private static InvalidOperationException Changed(string what, Tensor tensor, int expected) => new(
        $"Backward: {what}, a tensor of shape {tensor.Shape}{(tensor.Name is null ? "" : $" named '{tensor.Name}'")}, was changed in place after the forward pass " +
        $"(version {tensor.Storage.Version}, was {expected}). Its old values are needed for the gradient: change it after Backward(), or change a Clone().");

    [InlineArray(Count)]
    private struct FirstVersions
    {
        public const int Count = 3;

        private int first;
    }
}
