using Descent.Backends;

namespace Descent;

/// <summary>
/// L-BFGS (Liu, Nocedal 1989): a quasi-Newton method with limited memory. It goes along -H g, where H is the inverse Hessian as far as
/// the last steps show it, and a line search says how far. For losses without noise: all data in every evaluation, models that are not
/// large, Float64 where many digits are wanted. There it needs tens or hundreds of evaluations where Adam needs thousands.
/// <code>
/// var optimizer = new LBFGS(model.Parameters(), maxIter: 500);
/// optimizer.Step(() =>
/// {
///     optimizer.ZeroGrad();
///     var loss = Loss.MeanSquaredError(model.Forward(x), y);
///     loss.Backward();
///     return loss;
/// });
/// </code>
/// </summary>
/// <remarks>
/// Nocedal, Wright, Numerical Optimization (2006): chapter 7 for the directions, chapter 3 for the line search. Steps, tolerances and
/// defaults are those of PyTorch's LBFGS with <c>line_search_fn="strong_wolfe"</c>, the only line search here.
/// </remarks>
public sealed class LBFGS : Optimizer
{
    private readonly LbfgsMemory memory;
    private FlatVector? lastGradient;
    private FlatVector? lastMove;

    /// <summary>L-BFGS.</summary>
    /// <param name="parameters">The weights, all of one type and on one device.</param>
    /// <param name="lr">What the line search tries first, as a part of the full step; 1 is right once H is.</param>
    /// <param name="maxIter">The most iterations of one <see cref="Step(Func{Tensor})"/>, at least 1.</param>
    /// <param name="maxEval">The most evaluations of the loss in one step, checked after each line search; 1.25 times <paramref name="maxIter"/> unless given.</param>
    /// <param name="toleranceGrad">A step ends when no element of the gradient is larger.</param>
    /// <param name="toleranceChange">A step ends when neither the loss nor any weight changes more in an iteration.</param>
    /// <param name="historySize">m: how many past steps H is made of, at least 1. Each costs twice the weights' memory.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or the weights differ in type or device.</exception>
    public LBFGS(
        IEnumerable<Tensor> parameters,
        double lr = 1,
        int maxIter = 20,
        int? maxEval = null,
        double toleranceGrad = 1e-7,
        double toleranceChange = 1e-9,
        int historySize = 100)
        : base(parameters, lr)
    {
        MaxIter = (int)Require(maxIter, nameof(maxIter), maxIter >= 1, "at least 1");
        MaxEval = (int)Require(maxEval ?? (int)Math.Min(maxIter * 5L / 4, int.MaxValue), nameof(maxEval), maxEval is null or >= 1, "at least 1");
        ToleranceGrad = Require(toleranceGrad, nameof(toleranceGrad), toleranceGrad >= 0, "at least 0");
        ToleranceChange = Require(toleranceChange, nameof(toleranceChange), toleranceChange >= 0, "at least 0");
        HistorySize = (int)Require(historySize, nameof(historySize), historySize >= 1, "at least 1");
        var first = Parameters[0];
        if (Parameters.FirstOrDefault(other => other.DType != first.DType || other.Device != first.Device) is { } odd)
        {
            throw new ArgumentException(
                $"LBFGS: the parameters are {first.DType} on {first.Device} and {odd.DType} on {odd.Device}; it needs all of one type and on one device", nameof(parameters));
        }

        memory = new LbfgsMemory(HistorySize);
    }

    /// <summary>The most iterations of one step.</summary>
    public int MaxIter { get; }

    /// <summary>The most evaluations of one step.</summary>
    public int MaxEval { get; }

    /// <summary>The gradient's largest element at which a step ends.</summary>
    public double ToleranceGrad { get; }

    /// <summary>The change at which a step ends.</summary>
    public double ToleranceChange { get; }

    /// <summary>m.</summary>
    public int HistorySize { get; }

    /// <summary>How many iterations were made, in all steps.</summary>
    public int IterationCount { get; private set; }

    /// <summary>How often the loss was evaluated, in all steps.</summary>
    public int EvaluationCount { get; private set; }

    /// <summary>Not for this optimizer: its line search must evaluate the loss itself.</summary>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public override void Step() => throw NeedsClosure();

    /// <summary>Makes up to <see cref="MaxIter"/> iterations. A later step goes on with what is known of the curvature.</summary>
    /// <param name="closure">
    /// Computes the loss with the weights as they are, calls its <see cref="Tensor.Backward(bool)"/> and returns it. It is called many
    /// times, and must give the same loss for the same weights (no dropout, no new batch). Gradients are zero when it is called.
    /// </param>
    /// <returns>The loss before the step, as in PyTorch.</returns>
    /// <exception cref="InvalidOperationException">The closure returned no single number or computed no gradients; the loss is not finite at the start.</exception>
    public Tensor Step(Func<Tensor> closure)
    {
        ArgumentNullException.ThrowIfNull(closure);
        StepCount++;
        var evaluationsBefore = EvaluationCount;
        var (firstLoss, gradient) = Evaluate(closure);
        var loss = firstLoss.Item();
        if (!double.IsFinite(loss) || !double.IsFinite(gradient.SumOfMagnitudes()))
        {
            throw new InvalidOperationException(
                $"LBFGS: at the start of step {StepCount} the loss is {loss}{(double.IsFinite(loss) ? ", but its gradient is not finite" : "")}, so there is no direction to go. " +
                "Look for NaN in the data, a logarithm or a root of 0, or weights that are too large.");
        }

        var position = FlatVector.For(Parameters);
        for (var iteration = 1; iteration <= MaxIter && gradient.LargestMagnitude() > ToleranceGrad; iteration++)
        {
            var direction = Direction(gradient);
            var slope = gradient.Dot(direction);
            if (slope > -ToleranceChange)
                break;

            position.Gather(Parameters, parameter => parameter);
            var t = IterationCount++ == 0 ? LearningRate * Math.Min(1, 1 / gradient.SumOfMagnitudes()) : LearningRate;
            var search = new StrongWolfe(Along, new LinePoint(0, loss, slope, gradient), direction.LargestMagnitude(), ToleranceChange);
            var found = search.Search(t);
            MoveTo(found.T);
            direction.Scale(found.T);
            (lastMove, lastGradient) = (direction, gradient);

            var change = Math.Abs(found.Loss - loss);
            (loss, gradient) = (found.Loss, found.Gradient);
            if (EvaluationCount - evaluationsBefore >= MaxEval || direction.LargestMagnitude() <= ToleranceChange || change < ToleranceChange)
                break;

            LinePoint Along(double t)
            {
                MoveTo(t);
                var (tensor, g) = Evaluate(closure);
                var (value, slopeThere) = (tensor.Item(), g.Dot(direction));
                return new LinePoint(t, double.IsFinite(value) && double.IsFinite(slopeThere) ? value : double.PositiveInfinity, slopeThere, g);
            }

            void MoveTo(double t)
            {
                var target = position.Clone();
                target.Add(t, direction);
                target.Scatter(Parameters);
            }
        }

        return firstLoss.Detach();
    }

    /// <inheritdoc />
    protected override void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights) => throw NeedsClosure();

    private static InvalidOperationException NeedsClosure() => new(
        "LBFGS: Step() needs a closure, because its line search evaluates the loss several times: call Step(() => { optimizer.ZeroGrad(); loss = ...; loss.Backward(); return loss; })");

    /// <summary>-H g, after the last move has been added to what is known of H.</summary>
    private FlatVector Direction(FlatVector gradient)
    {
        if (lastMove is not null && lastGradient is not null)
        {
            var change = gradient.Clone();
            change.Add(-1, lastGradient);
            memory.Remember(lastMove, change);
            lastMove = null;
        }

        return memory.Direction(gradient);
    }

    private (Tensor Loss, FlatVector Gradient) Evaluate(Func<Tensor> closure)
    {
        EvaluationCount++;
        ZeroGrad();
        var loss = closure() ?? throw new InvalidOperationException("LBFGS: the closure returned null; it must return the loss");
        if (loss.Length != 1)
            throw new InvalidOperationException($"LBFGS: the closure returned a tensor of shape {loss.Shape}; the loss must be a single number: take .Sum() or .Mean()");
        if (Parameters.All(parameter => parameter.GradMemory is null || parameter.GradIsZero))
            throw new InvalidOperationException("LBFGS: the closure computed no gradients; it must call loss.Backward() before it returns the loss");
        var gradient = FlatVector.For(Parameters);
        gradient.Gather(Parameters, parameter => parameter.FilledGrad);
        return (loss, gradient);
    }
}
