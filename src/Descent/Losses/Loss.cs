using Descent.Autodiff.Operations;

namespace Descent;

/// <summary>Losses: a single number, the mean over the batch, to call <see cref="Tensor.Backward(bool)"/> on.</summary>
public static class Loss
{
    /// <summary>
    /// Cross-entropy of softmax(logits): the mean over rows of -Σₖ tₖ log softmax(x)ₖ. At random weights expect about ln k for k classes.
    /// </summary>
    /// <param name="logits">(batch, classes): scores before any softmax.</param>
    /// <param name="targets">(batch) class indices as whole numbers, or (batch, classes) probabilities such as one-hot rows.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, the batch is empty, or a class index is out of range.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets) => CrossEntropy(logits, targets, 0);

    /// <summary><see cref="CrossEntropy(Tensor, Tensor)"/> with smoothed targets.</summary>
    /// <param name="logits">(batch, classes): scores before any softmax.</param>
    /// <param name="targets">(batch) class indices as whole numbers, or (batch, classes) probabilities such as one-hot rows.</param>
    /// <param name="labelSmoothing">ε in [0, 1]: t becomes (1 - ε) t + ε / classes (Szegedy et al. 2016).</param>
    /// <exception cref="ArgumentException">Shapes do not fit, the batch is empty, a class index is out of range, or ε is.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets, double labelSmoothing)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        if (logits.Rank != 2 || logits.Length == 0)
            throw new ArgumentException($"CrossEntropy: the logits are {logits.Shape}, but must be (batch, classes) with at least one of each", nameof(logits));
        if (targets.Shape != logits.Shape && (targets.Rank != 1 || targets.Length != logits.Shape[0]))
        {
            throw new ArgumentException(
                $"CrossEntropy: targets {targets.Shape} do not fit logits {logits.Shape}; use class indices ({logits.Shape[0]},) or probabilities {logits.Shape}", nameof(targets));
        }

        if (targets.RequiresGrad)
            throw new ArgumentException("CrossEntropy: the targets require a gradient, which is not computed; Detach() them", nameof(targets));
        if (labelSmoothing is not (>= 0 and <= 1))
            throw new ArgumentException($"CrossEntropy: labelSmoothing is {labelSmoothing}, but must be in [0, 1]", nameof(labelSmoothing));
        return new CrossEntropyOperation(logits, targets.To(logits.DType), labelSmoothing).Run().Mean();
    }

    /// <summary><see cref="CrossEntropy(Tensor, Tensor, double)"/> with class indices.</summary>
    /// <param name="logits">(batch, classes): scores before any softmax.</param>
    /// <param name="targets">A class index 0..classes-1 for each row.</param>
    /// <param name="labelSmoothing">ε in [0, 1].</param>
    public static Tensor CrossEntropy(Tensor logits, int[] targets, double labelSmoothing = 0)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(logits);
        return CrossEntropy(logits, Tensor.From(Array.ConvertAll(targets, target => (double)target)).To(logits.Device), labelSmoothing);
    }

    /// <summary>Negative log-likelihood: the mean over rows of -log-probability of the target class.</summary>
    /// <param name="logProbabilities">(batch, classes), for example from <see cref="Tensor.LogSoftmax"/>.</param>
    /// <param name="targets">(batch) class indices as whole numbers.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, the batch is empty, or a class index is out of range.</exception>
    public static Tensor NegativeLogLikelihood(Tensor logProbabilities, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        ArgumentNullException.ThrowIfNull(targets);
        if (logProbabilities.Rank != 2 || logProbabilities.Length == 0)
            throw new ArgumentException($"NegativeLogLikelihood: the log-probabilities are {logProbabilities.Shape}, but must be (batch, classes) with at least one of each", nameof(logProbabilities));
        if (targets.Shape != new Shape(logProbabilities.Shape[0]))
            throw new ArgumentException($"NegativeLogLikelihood: targets {targets.Shape} do not fit (batch, classes) = {logProbabilities.Shape}; use class indices (batch,)", nameof(targets));
        return -logProbabilities.Gather(1, targets.Unsqueeze(1)).Mean();
    }

    /// <summary>Mean squared error: the mean of (prediction - target)².</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The shapes or types differ.</exception>
    public static Tensor MeanSquaredError(Tensor predictions, Tensor targets) => Difference(predictions, targets, "MeanSquaredError").Square().Mean();

    /// <summary>Mean absolute error: the mean of |prediction - target|.</summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <exception cref="ArgumentException">The shapes or types differ.</exception>
    public static Tensor L1(Tensor predictions, Tensor targets) => Difference(predictions, targets, "L1").Abs().Mean();

    /// <summary>
    /// Huber's loss (1964): the mean of d² / 2 for |d| ≤ δ and δ (|d| - δ / 2) beyond, so that outliers pull with bounded force.
    /// </summary>
    /// <param name="predictions">Any shape.</param>
    /// <param name="targets">The same shape.</param>
    /// <param name="delta">δ above 0: where the parabola becomes a line.</param>
    /// <exception cref="ArgumentException">The shapes or types differ, or δ is not above 0.</exception>
    public static Tensor Huber(Tensor predictions, Tensor targets, double delta = 1)
    {
        if (!(delta > 0))
            throw new ArgumentException($"Huber: delta is {delta}, but must be above 0", nameof(delta));
        var distance = Difference(predictions, targets, "Huber").Abs();
        var near = distance.Clamp(0, delta);
        return ((near.Square() * 0.5) + ((distance - near) * delta)).Mean();
    }

    /// <summary>
    /// Binary cross-entropy from logits: the mean of -t log σ(x) - (1 - t) log(1 - σ(x)), computed as t softplus(-x) + (1 - t) softplus(x):
    /// nothing overflows, and a sure and right answer keeps its small gradient in Float32 too.
    /// </summary>
    /// <param name="logits">Any shape: scores before the sigmoid.</param>
    /// <param name="targets">The same shape, in [0, 1].</param>
    /// <exception cref="ArgumentException">The shapes or types differ, or a target is outside [0, 1].</exception>
    public static Tensor BinaryCrossEntropyWithLogits(Tensor logits, Tensor targets)
    {
        Check(logits, targets, "BinaryCrossEntropyWithLogits");
        CheckProbabilities(targets, "BinaryCrossEntropyWithLogits", "target");
        return ((targets * (-logits).Softplus()) + ((1 - targets) * logits.Softplus())).Mean();
    }

    /// <summary>
    /// Binary cross-entropy from probabilities: the mean of -t log p - (1 - t) log(1 - p); logarithms are no smaller than -100, as in PyTorch.
    /// </summary>
    /// <param name="probabilities">Any shape, in [0, 1]: for example sigmoid outputs.</param>
    /// <param name="targets">The same shape, in [0, 1].</param>
    /// <exception cref="ArgumentException">The shapes or types differ, or a number is outside [0, 1].</exception>
    public static Tensor BinaryCrossEntropy(Tensor probabilities, Tensor targets)
    {
        Check(probabilities, targets, "BinaryCrossEntropy");
        CheckProbabilities(targets, "BinaryCrossEntropy", "target");
        CheckProbabilities(probabilities, "BinaryCrossEntropy", "probability");
        return -((targets * probabilities.LogClamped()) + ((1 - targets) * (1 - probabilities).LogClamped())).Mean();
    }

    /// <summary>
    /// Kullback-Leibler divergence of a model's distribution from the target's: Σ t (log t - log q), summed over classes, mean over rows
    /// (PyTorch's <c>batchmean</c>).
    /// </summary>
    /// <param name="logProbabilities">log q (batch, classes), for example from <see cref="Tensor.LogSoftmax"/>.</param>
    /// <param name="targets">t (batch, classes): probabilities.</param>
    /// <exception cref="ArgumentException">The shapes or types differ, or a target is outside [0, 1].</exception>
    public static Tensor KLDivergence(Tensor logProbabilities, Tensor targets)
    {
        Check(logProbabilities, targets, "KLDivergence");
        CheckProbabilities(targets, "KLDivergence", "target");
        return (targets * (targets.LogClamped() - logProbabilities)).Sum() / targets.Shape[0];
    }

    private static Tensor Difference(Tensor predictions, Tensor targets, string operation)
    {
        Check(predictions, targets, operation);
        return predictions - targets;
    }

    /// <summary>Losses do not broadcast: (n, 1) against (n) would silently compare everything with everything.</summary>
    private static void Check(Tensor predictions, Tensor targets, string operation)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentNullException.ThrowIfNull(targets);
        if (predictions.Shape != targets.Shape)
            throw new ArgumentException($"{operation}: predictions {predictions.Shape} and targets {targets.Shape} differ; Reshape one to the other", nameof(targets));
        if (predictions.Length == 0)
            throw new ArgumentException($"{operation}: predictions {predictions.Shape} are empty", nameof(predictions));
    }

    private static void CheckProbabilities(Tensor values, string operation, string what)
    {
        // NaN passes: it is the training loop's to report, with the step at which it appeared.
        var (low, high) = (values.Detach().Min().Item(), values.Detach().Max().Item());
        if (low < 0 || high > 1)
            throw new ArgumentException($"{operation}: a {what} is {(low < 0 ? low : high)}, but must be in [0, 1]");
    }
}
