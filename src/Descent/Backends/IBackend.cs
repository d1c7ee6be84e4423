namespace Descent.Backends;

/// <summary>
/// The kernels a device must have: few, and complete. Everything else in the library is composed from them, so a new
/// device implements this interface and nothing more.
/// <para>
/// Callers have already checked shapes, types and devices. Tensors are contiguous and row-major. Results are written
/// into tensors that exist, so that whoever plans a computation owns the memory it runs in. No kernel may let the
/// number of threads change a result's bits.
/// </para>
/// </summary>
public interface IBackend
{
    /// <summary>New elements with arbitrary content.</summary>
    Storage Allocate(DType dtype, int length);

    /// <summary>Takes back elements that nobody will read any more, for a later <see cref="Allocate"/>.</summary>
    void Recycle(Storage storage);

    /// <summary>Copies from host memory, converting between float and double.</summary>
    void Upload<T>(ReadOnlySpan<T> source, Tensor target) where T : unmanaged;

    /// <summary>Copies to host memory, converting between float and double.</summary>
    void Download<T>(Tensor source, Span<T> target) where T : unmanaged;

    /// <summary>Sets all elements to one value.</summary>
    void Fill(Tensor target, double value);

    /// <summary>Copies elements between views of the same sizes and type.</summary>
    void Copy(in StridedView source, in StridedView target);

    /// <summary>Copies all elements, converting the type.</summary>
    void Convert(Tensor source, Tensor target);

    /// <summary>y = f(x), element by element.</summary>
    void Unary(UnaryKind kind, Tensor x, Tensor y, double a, double b);

    /// <summary>gradX = f'(x) · gradY, where y = f(x).</summary>
    void UnaryGradient(UnaryKind kind, Tensor x, Tensor y, Tensor gradY, Tensor gradX, double a, double b);

    /// <summary>z = f(x, y) with broadcasting to z's shape.</summary>
    void Binary(BinaryKind kind, Tensor x, Tensor y, Tensor z);

    /// <summary>target += scale · source; same shapes.</summary>
    void AddScaled(Tensor source, double scale, Tensor target);

    /// <summary>y[o, i] = (Σₙ x[o, n, i]) / divisor, where x is seen as (outer, count, inner): a sum, or a mean.</summary>
    void Sum(Tensor x, int outer, int count, int inner, Tensor y, double divisor = 1);

    /// <summary>
    /// y[o, i] = the n at which x[o, n, i] is largest (or smallest): the first one, and the first NaN if there is one.
    /// </summary>
    void ArgMax(Tensor x, int outer, int count, int inner, Tensor y, bool smallest);

    /// <summary>
    /// C = f(op(A) op(B) + bias on every row): the last two axes are matrices; leading axes of A and B broadcast to C's. Without a
    /// bias none is added, and without an activation f(x) = x.
    /// </summary>
    void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor c, Tensor? bias = null, Activation? activation = null);

    /// <summary>y = softmax of x along count, or its logarithm; x is seen as (outer, count, inner).</summary>
    void Softmax(Tensor x, int outer, int count, int inner, Tensor y, bool logarithm);

    /// <summary>The gradient of <see cref="Softmax"/>: y (gradY - Σ gradY y), or gradY - eʸ Σ gradY.</summary>
    void SoftmaxGradient(Tensor y, Tensor gradY, int outer, int count, int inner, Tensor gradX, bool logarithm);

    /// <summary>
    /// losses[n] = -Σₖ t[n, k] log softmax(logits)[n, k]: targets (n) hold class indices, or (n, k) hold t; label smoothing ε
    /// replaces t by (1 - ε) t + ε / k. Returns the index of the first row whose class index is not 0..k-1, or -1.
    /// </summary>
    int CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing, Tensor losses);

    /// <summary>gradLogits = gradLosses[n] (Σ t · softmax(logits) - t) for the same t.</summary>
    void CrossEntropyGradient(Tensor logits, Tensor targets, double labelSmoothing, Tensor gradLosses, Tensor gradLogits);

    /// <summary>y[o, j, i] = x[o, index[j], i], x seen as (outer, count, inner).</summary>
    void IndexSelect(Tensor x, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor y);

    /// <summary>gradX = 0, then gradX[o, index[j], i] += gradY[o, j, i] in ascending j.</summary>
    void IndexSelectGradient(Tensor gradY, int outer, int count, int inner, ReadOnlySpan<int> index, Tensor gradX);

    /// <summary>y[o, j, i] = x[o, index[o, j, i], i], x seen as (outer, count, inner); y and index have `picked` along the axis.</summary>
    void Gather(Tensor x, int outer, int count, int inner, Tensor index, int picked, Tensor y);

    /// <summary>gradX = 0, then gradX[o, index[o, j, i], i] += gradY[o, j, i] in ascending j.</summary>
    void GatherGradient(Tensor gradY, int outer, int count, int inner, Tensor index, int picked, Tensor gradX);

    /// <summary>
    /// target[i] = 1 / (1 - p) where the i-th number of a new stream is at least p, else 0 (a dropout mask).
    /// The streams are <see cref="Rng.NextStream"/>'s, so every device draws the same mask.
    /// </summary>
    void DropoutMask(Tensor target, double p, Rng? rng);

    /// <summary>target[i] = what <see cref="Rng.NextDouble"/> gives when called for the i-th time, rounded, but below 1; the generator moves on by as much.</summary>
    void Uniform(Tensor target, Rng? rng);

    /// <summary>target[i] = what <see cref="Rng.NextNormal"/> gives when called for the i-th time, within rounding; the generator moves on by as much.</summary>
    void Normal(Tensor target, Rng? rng);

    /// <summary>One step of stochastic gradient descent for all weights: see <see cref="Descent.SGD"/>. First: the velocities, or null.</summary>
    void Sgd(ReadOnlySpan<WeightUpdate> weights, in SgdStep step);

    /// <summary>One step of AdaGrad for all weights: see <see cref="Descent.AdaGrad"/>. First: the sums of squares.</summary>
    void AdaGrad(ReadOnlySpan<WeightUpdate> weights, in AdaGradStep step);

    /// <summary>One step of RMSProp for all weights: see <see cref="Descent.RMSProp"/>. First: the means of squares.</summary>
    void RmsProp(ReadOnlySpan<WeightUpdate> weights, in RmsPropStep step);

    /// <summary>One step of AdaDelta for all weights: see <see cref="Descent.AdaDelta"/>. First and second: the means of squares, of gradients and of steps.</summary>
    void AdaDelta(ReadOnlySpan<WeightUpdate> weights, in AdaDeltaStep step);

    /// <summary>One step of Adam or AdamW for all weights: see <see cref="Descent.Adam"/>. First and second: the moments.</summary>
    void Adam(ReadOnlySpan<WeightUpdate> weights, in AdamStep step);
}
