using Descent.Autodiff.Operations;
using Descent.Backends;

namespace Descent;

public sealed partial class Tensor
{
    /// <summary>
    /// The matrix product. (m, k) x (k, n) gives (m, n); leading axes are batches and broadcast; a vector on the left is a row, on the
    /// right a column, and its axis goes away in the result.
    /// </summary>
    /// <exception cref="ArgumentException">The inner sizes or the batches differ, or an operand has no axes.</exception>
    public Tensor MatMul(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var left = Rank == 1 ? Unsqueeze(0) : this;
        var right = other.Rank == 1 ? other.Unsqueeze(1) : other;
        if (Rank > 0 && other.Rank > 0 && left.Shape[-1] != right.Shape[-2])
            throw new ArgumentException($"MatMul: {Shape} x {other.Shape}: inner sizes {left.Shape[-1]} and {right.Shape[-2]} differ", nameof(other));
        var product = new MatMul(left, right).Run();
        if (other.Rank == 1)
            product = product.Squeeze(-1);
        return Rank == 1 ? product.Squeeze(other.Rank == 1 ? -1 : -2) : product;
    }

    /// <summary>All products of two vectors' elements: (m) and (n) give (m, n).</summary>
    /// <exception cref="ArgumentException">An operand is not a vector.</exception>
    public Tensor Outer(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Rank != 1 || other.Rank != 1)
            throw new ArgumentException($"Outer: {Shape} and {other.Shape} are not two vectors", nameof(other));
        return Unsqueeze(1) * other.Unsqueeze(0);
    }

    /// <summary>x Wᵀ + b: what a fully connected layer computes.</summary>
    /// <param name="weight">(out, in).</param>
    /// <param name="bias">(out); null for none.</param>
    /// <returns>(..., out) for this tensor's (..., in).</returns>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public Tensor Linear(Tensor weight, Tensor? bias = null) => Linear(weight, bias, activation: null);

    /// <summary>f(x Wᵀ + b), in one operation.</summary>
    internal Tensor Linear(Tensor weight, Tensor? bias, Activation? activation)
    {
        ArgumentNullException.ThrowIfNull(weight);
        return new LinearMap(this, weight, bias, activation).Run();
    }
}
