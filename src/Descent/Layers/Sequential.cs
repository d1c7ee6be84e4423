using System.Collections;

namespace Descent;

/// <summary>Layers one after the other. <code>var model = new Sequential(new Linear(4, 16), new ReLU(), new Linear(16, 3));</code></summary>
public sealed class Sequential : Module, IReadOnlyList<Module>
{
    private readonly Module[] layers;

    /// <summary>Layers one after the other.</summary>
    /// <param name="layers">At least one.</param>
    /// <exception cref="ArgumentException">There are none.</exception>
    public Sequential(params Module[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0)
            throw new ArgumentException("Sequential: there are no layers", nameof(layers));
        foreach (var layer in layers)
            ArgumentNullException.ThrowIfNull(layer, nameof(layers));
        this.layers = [.. layers];
    }

    /// <summary>The number of layers.</summary>
    public int Count => layers.Length;

    /// <summary>A layer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public Module this[int index] => (uint)index < (uint)layers.Length
        ? layers[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"Sequential: there are layers 0..{layers.Length - 1}");

    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        for (var i = 0; i < layers.Length; i++)
        {
            // A linear layer applies the activation after it on the way out: one operation, and one tensor less to keep.
            if (layers[i] is Linear linear && i + 1 < layers.Length && layers[i + 1].Activation is { } activation)
            {
                x = linear.Forward(x, activation);
                i++;
            }
            else
            {
                x = layers[i].Forward(x);
            }
        }

        return x;
    }

    /// <inheritdoc />
    public IEnumerator<Module> GetEnumerator() => layers.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc />
    public override string ToString() => $"Sequential({string.Join(", ", layers.AsEnumerable())})";

    private protected override IEnumerable<(string Name, object Value)> Members() =>
        layers.Select((layer, i) => (i.ToString(), (object)layer));
}
