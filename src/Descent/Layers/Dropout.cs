namespace Descent;

/// <summary>
/// In training, sets each element to 0 with probability p and multiplies the others by 1 / (1 - p), so that the expected value
/// stays; in evaluation passes everything (Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov 2014).
/// </summary>
public sealed class Dropout : Module
{
    private readonly Rng? rng;

    /// <summary>Dropout.</summary>
    /// <param name="p">The share that is dropped, in [0, 1).</param>
    /// <param name="rng">Where masks come from; <see cref="Rng.Default"/> unless given.</param>
    /// <exception cref="ArgumentException">p is not in [0, 1).</exception>
    public Dropout(double p = 0.5, Rng? rng = null)
    {
        if (p is not (>= 0 and < 1))
            throw new ArgumentException($"Dropout: p is {p}, but must be in [0, 1)", nameof(p));
        P = p;
        this.rng = rng;
    }

    /// <summary>The share that is dropped.</summary>
    public double P { get; }

    /// <inheritdoc />
    public override Tensor Forward(Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (!IsTraining || P == 0)
            return x;
        var mask = Tensor.Empty(x.Shape, x.DType, x.Device);
        x.Backend.DropoutMask(mask, P, rng);
        return x * mask;
    }

    /// <inheritdoc />
    public override string ToString() => $"Dropout({P})";
}
