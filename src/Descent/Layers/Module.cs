using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Descent.Backends;

namespace Descent;

/// <summary>
/// A part of a network: something with a <see cref="Forward"/> and, often, weights. Weights and inner modules are found by
/// themselves: every field or property of type <see cref="Tensor"/> or <see cref="Module"/> (or a list of modules) belongs to the module.
/// A tensor that requires a gradient is a parameter; one that does not is a buffer: state that is saved but not trained.
/// <code>
/// sealed class Net : Module
/// {
///     readonly Linear hidden = new(2, 8), output = new(8, 1);
///     public override Tensor Forward(Tensor x) => output.Forward(hidden.Forward(x).Tanh());
/// }
/// </code>
/// </summary>
public abstract class Module
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> FieldsOf = new();

    /// <summary>Whether the module is being trained: dropout drops and batch normalisation uses the batch's own statistics.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>What this layer does, if the layer before it can do it on the way out.</summary>
    internal virtual Activation? Activation => null;

    /// <summary>Computes the output for a batch.</summary>
    /// <param name="x">The input; most layers take (batch, features).</param>
    public abstract Tensor Forward(Tensor x);

    /// <summary>The weights that training changes, in the order in which they are declared.</summary>
    public IReadOnlyList<Tensor> Parameters() => [.. NamedParameters().Select(pair => pair.Tensor)];

    /// <summary>
    /// The weights with PyTorch's names, for example <c>0.weight</c> in a <see cref="Sequential"/>; one that two layers share is listed
    /// once, under its first name.
    /// </summary>
    public IEnumerable<(string Name, Tensor Tensor)> NamedParameters() =>
        State().Where(pair => pair.Tensor.RequiresGrad).DistinctBy(pair => pair.Tensor);

    /// <summary>Parameters and buffers: all that has to be saved. Names are PyTorch's.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> State()
    {
        foreach (var (name, member) in Members())
        {
            if (member is Tensor tensor)
            {
                yield return (name, tensor);
            }
            else
            {
                foreach (var (inner, state) in ((Module)member).State())
                    yield return ($"{name}.{inner}", state);
            }
        }
    }

    /// <summary>The modules directly inside this one, with their names.</summary>
    public IEnumerable<(string Name, Module Module)> Children() =>
        Members().Where(member => member.Value is Module).Select(member => (member.Name, (Module)member.Value));

    /// <summary>Switches this module and all inside it to training.</summary>
    /// <returns>This module.</returns>
    public Module Train() => SetTraining(true);

    /// <summary>Switches this module and all inside it to evaluation: dropout passes everything, batch normalisation uses what it has seen.</summary>
    /// <returns>This module.</returns>
    public Module Eval() => SetTraining(false);

    /// <summary>
    /// Moves all weights and buffers, and gradients, to another device. The tensors stay the same objects, so an optimizer made before
    /// goes on with them there.
    /// </summary>
    /// <param name="device">Where to, for example <see cref="Device.Best"/>.</param>
    /// <returns>This module.</returns>
    public Module To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        foreach (var (_, tensor) in State())
            tensor.MoveTo(device);
        return this;
    }

    /// <summary>Sets the gradients of all parameters to zero.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters())
            parameter.ZeroGrad();
    }

    /// <summary>A table of the layers with the shapes they give and their numbers of parameters.</summary>
    /// <param name="inputShape">
    /// The shape of one input without the batch axis; may be left out where the first layer is a <see cref="Linear"/> one.
    /// </param>
    /// <exception cref="ArgumentException">The input's shape is needed and was not given, or does not fit.</exception>
    public ModelSummary Summary(params int[] inputShape) => ModelSummary.Of(this, inputShape);

    /// <summary>The layer's name and sizes as one would write them.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>The tensors and modules that this module holds, in order of declaration.</summary>
    private protected virtual IEnumerable<(string Name, object Value)> Members()
    {
        foreach (var field in FieldsOf.GetOrAdd(GetType(), FindFields))
        {
            var name = NameOf(field);
            switch (field.GetValue(this))
            {
                case Tensor or Module:
                    yield return (name, field.GetValue(this)!);
                    break;
                case IEnumerable list:
                    var i = 0;
                    foreach (var module in list.OfType<Module>())
                        yield return ($"{name}.{i++}", module);
                    break;
            }
        }
    }

    private static FieldInfo[] FindFields(Type type)
    {
        var fields = new List<FieldInfo>();
        for (var t = type; t is not null && t != typeof(Module); t = t.BaseType!)
        {
            var declared = t.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(field => typeof(Tensor).IsAssignableFrom(field.FieldType)
                    || typeof(Module).IsAssignableFrom(field.FieldType)
                    || typeof(IEnumerable<Module>).IsAssignableFrom(field.FieldType))
                .OrderBy(field => field.MetadataToken);
            fields.InsertRange(0, declared);
        }

        return [.. fields];
    }

    /// <summary>PyTorch's spelling: <c>RunningMean</c> and <c>runningMean</c> become <c>running_mean</c>.</summary>
    private static string NameOf(FieldInfo field)
    {
        var name = field.Name[0] == '<' ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private Module SetTraining(bool isTraining)
    {
        IsTraining = isTraining;
        foreach (var (_, module) in Children())
            module.SetTraining(isTraining);
        return this;
    }
}
