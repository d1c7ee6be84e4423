using Descent.Backends;

namespace Descent;

/// <summary>Changes weights so that a loss falls, given their gradients. Call <see cref="ZeroGrad"/>, compute the loss, call its
/// <see cref="Tensor.Backward(bool)"/>, then <see cref="Step"/>.</summary>
public abstract class Optimizer
{
    private readonly Tensor[] parameters;
    private readonly WeightUpdate[] updates;
    private readonly Tensor?[] firsts;
    private readonly Tensor?[] seconds;
    private readonly int states;
    private double learningRate;

    /// <summary>An optimizer for some weights.</summary>
    /// <param name="parameters">The weights: leaves that require a gradient, each once.</param>
    /// <param name="lr">Learning rate η, above 0 (0 is allowed and stands still).</param>
    /// <param name="weightDecay">λ ≥ 0: pulls weights towards 0.</param>
    /// <param name="states">How many tensors the rule remembers for each weight: 0, 1 or 2. They start at 0.</param>
    /// <exception cref="ArgumentException">There are no weights, one is no leaf, requires no gradient or is named twice; a number is negative.</exception>
    protected Optimizer(IEnumerable<Tensor> parameters, double lr, double weightDecay = 0, int states = 0)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        this.parameters = [.. parameters];
        var name = GetType().Name;
        if (this.parameters.Length == 0)
            throw new ArgumentException($"{name}: there are no parameters to optimize; does the model have layers with weights?", nameof(parameters));
        foreach (var parameter in this.parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (!parameter.RequiresGrad || !parameter.IsLeaf)
            {
                throw new ArgumentException(
                    $"{name}: a tensor of shape {parameter.Shape} {(parameter.IsLeaf ? "does not require a gradient: set RequiresGrad" : "is the result of an operation, not a weight")}", nameof(parameters));
            }
        }

        if (this.parameters.Distinct(ReferenceEqualityComparer.Instance).Count() != this.parameters.Length)
            throw new ArgumentException($"{name}: a parameter is listed twice, so it would be changed twice a step", nameof(parameters));
        LearningRate = lr;
        WeightDecay = Require(weightDecay, nameof(weightDecay), weightDecay >= 0, "at least 0");
        ArgumentOutOfRangeException.ThrowIfNegative(states);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(states, 2);
        this.states = states;
        updates = new WeightUpdate[this.parameters.Length];
        firsts = new Tensor?[this.parameters.Length];
        seconds = new Tensor?[this.parameters.Length];
    }

    /// <summary>The weights.</summary>
    public IReadOnlyList<Tensor> Parameters => parameters;

    /// <summary>η; schedules change it between steps.</summary>
    /// <exception cref="ArgumentException">The value is negative or not a number.</exception>
    public double LearningRate
    {
        get => learningRate;
        set => learningRate = Require(value, "lr", value >= 0 && double.IsFinite(value), "a finite number of at least 0");
    }

    /// <summary>λ: how strongly weights are pulled towards 0.</summary>
    public double WeightDecay { get; }

    /// <summary>How many steps were made.</summary>
    public int StepCount { get; private protected set; }

    /// <summary>Sets the gradients of all weights to zero.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in parameters)
            parameter.ZeroGrad();
    }

    /// <summary>Changes every weight that has a gradient.</summary>
    public virtual void Step()
    {
        StepCount++;
        var count = 0;
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            if (parameter.FilledGrad is not { } gradient)
                continue;
            updates[count++] = new(parameter, gradient, states > 0 ? State(firsts, i) : null, states > 1 ? State(seconds, i) : null);
            parameter.Storage.Version++;
        }

        // All at once, but where a model is spread over devices or types.
        for (int start = 0, end; start < count; start = end)
        {
            var (device, dtype) = (updates[start].Parameter.Device, updates[start].Parameter.DType);
            for (end = start + 1; end < count && updates[end].Parameter.Device == device && updates[end].Parameter.DType == dtype;)
                end++;
            Update(device.Backend, updates.AsSpan(start, end - start));
        }
    }

    /// <summary>Changes weights in place.</summary>
    /// <param name="backend">The kernels of the device that the weights are on.</param>
    /// <param name="weights">Weights of one type on one device, with their gradients and what is remembered of them.</param>
    protected abstract void Update(IBackend backend, ReadOnlySpan<WeightUpdate> weights);

    /// <summary>Refuses to train a model whose weights it does not hold.</summary>
    internal void CheckTrains(Module model, string operation)
    {
        if (!parameters.Intersect(model.Parameters(), ReferenceEqualityComparer.Instance).Any())
            throw new ArgumentException($"{operation}: the optimizer holds none of the model's weights; make it from model.Parameters() of this model.", nameof(model));
    }

    /// <summary>What the optimizer remembers of a weight: made of zeros when first asked for, and always on the weight's device.</summary>
    private Tensor State(Tensor?[] states, int index)
    {
        var parameter = parameters[index];
        ref var state = ref states[index];
        state ??= Tensor.Empty(parameter.Shape, parameter.DType, parameter.Device).Fill(0);
        if (state.Device != parameter.Device)
            state = state.To(parameter.Device);
        return state;
    }

    /// <summary>Checks a hyperparameter.</summary>
    private protected double Require(double value, string name, bool isValid, string expected) =>
        isValid ? value : throw new ArgumentException($"{GetType().Name}: {name} is {value}, but must be {expected}", name);
}
