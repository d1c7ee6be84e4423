using Descent.Backends;

namespace Descent;

/// <summary>
/// All weights (or gradients) of a model as one vector, for methods that think in directions rather than in layers.
/// The elements stay on the weights' device and keep their type.
/// </summary>
internal sealed class FlatVector
{
    private readonly Tensor values;

    private FlatVector(Tensor values) => this.values = values;

    private IBackend Backend => values.Backend;

    /// <summary>A vector with room for all of some tensors; its content is arbitrary.</summary>
    public static FlatVector For(IReadOnlyList<Tensor> tensors) =>
        new(Tensor.Empty([tensors.Sum(tensor => tensor.Length)], tensors[0].DType, tensors[0].Device));

    /// <summary>A copy.</summary>
    public FlatVector Clone() => new(values.Clone());

    /// <summary>Takes the elements from the tensors, one tensor after the other; null stands for zeros.</summary>
    public void Gather(IReadOnlyList<Tensor> shapes, Func<Tensor, Tensor?> tensorOf)
    {
        foreach (var (shape, part) in Parts(shapes))
        {
            if (tensorOf(shape) is { } tensor)
                Backend.Convert(tensor, part);
            else
                Backend.Fill(part, 0);
        }
    }

    /// <summary>Writes the elements into the tensors.</summary>
    public void Scatter(IReadOnlyList<Tensor> tensors)
    {
        foreach (var (tensor, part) in Parts(tensors))
        {
            Backend.Convert(part, tensor);
            tensor.Storage.Version++;
        }
    }

    /// <summary>this = other.</summary>
    public void Set(FlatVector other) => Backend.Convert(other.values, values);

    /// <summary>this *= factor.</summary>
    public void Scale(double factor) => Backend.Unary(UnaryKind.MultiplyScalar, values, values, factor, 0);

    /// <summary>this += factor · other.</summary>
    public void Add(double factor, FlatVector other) => Backend.AddScaled(other.values, factor, values);

    /// <summary>Σ thisᵢ otherᵢ.</summary>
    public double Dot(FlatVector other)
    {
        var products = Tensor.Empty(values.Shape, values.DType, values.Device);
        Backend.Binary(BinaryKind.Multiply, values, other.values, products);
        return Take(products);
    }

    /// <summary>Σ |thisᵢ|.</summary>
    public double SumOfMagnitudes()
    {
        var magnitudes = Tensor.Empty(values.Shape, values.DType, values.Device);
        Backend.Unary(UnaryKind.Abs, values, magnitudes, 0, 0);
        return Take(magnitudes);
    }

    /// <summary>max |thisᵢ|.</summary>
    public double LargestMagnitude()
    {
        using (NoGrad.Begin())
            return values.Abs().Max().Item();
    }

    /// <summary>The sum of a tensor that is then given back to the device's pool.</summary>
    private double Take(Tensor terms)
    {
        var sum = Tensor.Empty([1], values.DType, values.Device);
        Backend.Sum(terms, 1, terms.Length, 1, sum);
        terms.Recycle();
        var result = sum.Item();
        sum.Recycle();
        return result;
    }

    private IEnumerable<(Tensor Tensor, Tensor Part)> Parts(IReadOnlyList<Tensor> tensors)
    {
        var offset = values.Offset;
        foreach (var tensor in tensors)
        {
            yield return (tensor, new Tensor(values.Storage, offset, tensor.Shape, values.Device));
            offset += tensor.Length;
        }
    }
}
