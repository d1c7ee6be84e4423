namespace Descent;

/// <summary>Changes weights so that a loss falls, given their gradients. Call <see cref="ZeroGrad"/>, compute the loss, call its
/// <see cref="Tensor.Backward(bool)"/>, then <see cref="Step"/>.</summary>
public abstract class Optimizer
{
    private readonly Tensor[] parameters;
    private double learningRate;

    /// <summary>An optimizer for some weights.</summary>
    /// <param name="parameters">The weights: leaves that require a gradient, each once.</param>
    /// <param name="lr">Learning rate η, above 0 (0 is allowed and stands still).</param>
    /// <param name="weightDecay">λ ≥ 0: pulls weights towards 0.</param>
    /// <exception cref="ArgumentException">There are no weights, one is no leaf, requires no gradient or is named twice; a number is negative.</exception>
    protected Optimizer(IEnumerable<Tensor> parameters, double lr, double weightDecay = 0)
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
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Grad is not { } gradient)
                continue;
            Update(i, parameters[i], gradient);
            parameters[i].Storage.Version++;
        }
    }

    /// <summary>Changes one weight in place.</summary>
    /// <param name="index">Which of <see cref="Parameters"/>.</param>
    /// <param name="parameter">The weight.</param>
    /// <param name="gradient">Its gradient.</param>
    protected abstract void Update(int index, Tensor parameter, Tensor gradient);

    /// <summary>What the optimizer remembers of each weight: made of zeros when first asked for.</summary>
    /// <param name="states">One place for each weight.</param>
    /// <param name="index">Which weight.</param>
    private protected Tensor State(Tensor?[] states, int index) =>
        states[index] ??= Tensor.Empty(parameters[index].Shape, parameters[index].DType, parameters[index].Device).Fill(0);

    /// <summary>Checks a hyperparameter.</summary>
    private protected double Require(double value, string name, bool isValid, string expected) =>
        isValid ? value : throw new ArgumentException($"{GetType().Name}: {name} is {value}, but must be {expected}", name);
}
