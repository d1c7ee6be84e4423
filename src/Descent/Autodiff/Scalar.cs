using System.Globalization;
using System.Net;
using Descent.Display;

namespace Descent;

/// <summary>
/// One number that remembers how it was computed, so that <see cref="Backward"/> can follow the chain rule back to
/// where it came from: reverse-mode automatic differentiation, small enough to check by hand.
/// </summary>
/// <remarks>
/// Each operation states its value and, beside it, the local derivative with respect to each of its parents. The
/// backward pass only ever multiplies and adds those: d(out)/d(parent) += d(out)/d(node) * d(node)/d(parent).
/// Values are doubles and follow IEEE 754: the logarithm of a negative number is NaN, a division by zero infinite.
/// </remarks>
/// <example>
/// <code>
/// var w = new Scalar(2.0, name: "w");
/// var b = new Scalar(-1.0, name: "b");
/// var y = (w * 3 + b).Tanh().Named("y");
/// y.Backward();
/// Console.WriteLine(w.Grad);   // dy/dw = 3 (1 - y²)
/// </code>
/// </example>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class Scalar : IHtml
{
    private readonly Scalar[] parents;
    private readonly double[] localDerivatives;
    private double value;
    private double passGrad;

    /// <summary>A leaf: an input, a weight or a constant.</summary>
    /// <param name="value">The number.</param>
    /// <param name="name">What it is called in the mathematics and in the drawn graph.</param>
    public Scalar(double value, string? name = null)
        : this(value, operation: "")
    {
        Name = name;
    }

    private Scalar(double value, string operation, params ReadOnlySpan<(Scalar Parent, double Derivative)> inputs)
    {
        this.value = value;
        Operation = operation;
        parents = new Scalar[inputs.Length];
        localDerivatives = new double[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            (parents[i], localDerivatives[i]) = inputs[i];
    }

    /// <summary>The number. It can be set on leaves only, as gradient descent does with weights.</summary>
    /// <exception cref="InvalidOperationException">This scalar was computed, so setting it would contradict its parents.</exception>
    public double Value
    {
        get => value;
        set
        {
            if (!IsLeaf)
                throw new InvalidOperationException($"Value: {Label} was computed by {Operation}; set its leaves and compute it again.");
            this.value = value;
        }
    }

    /// <summary>
    /// The derivative of what <see cref="Backward"/> was called on with respect to this scalar. Several passes add up
    /// until <see cref="ZeroGrad"/>.
    /// </summary>
    public double Grad { get; set; }

    /// <summary>The name, or null.</summary>
    public string? Name { get; set; }

    /// <summary>How it was computed, as a label: "+", "tanh", "pow 2"; empty for a leaf.</summary>
    public string Operation { get; }

    /// <summary>What it was computed from, in the order of the formula; empty for a leaf.</summary>
    public IReadOnlyList<Scalar> Parents => parents;

    /// <summary>The derivative of this scalar alone with respect to each of <see cref="Parents"/>, taken when it was computed.</summary>
    public IReadOnlyList<double> LocalDerivatives => localDerivatives;

    /// <summary>True for a number that was given, not computed.</summary>
    public bool IsLeaf => parents.Length == 0;

    private string Label => Name ?? (IsLeaf ? "this scalar" : $"the result of {Operation}");

    /// <summary>A constant, so that <c>2 * x + 1</c> reads as it is written.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator Scalar(double value) => new(value);

    /// <summary>The sum: both derivatives are 1.</summary>
    public static Scalar operator +(Scalar a, Scalar b) => new(Checked(a).value + Checked(b).value, "+", (a, 1), (b, 1));

    /// <summary>The difference: derivatives 1 and -1.</summary>
    public static Scalar operator -(Scalar a, Scalar b) => new(Checked(a).value - Checked(b).value, "-", (a, 1), (b, -1));

    /// <summary>The product: the derivative with respect to one factor is the other.</summary>
    public static Scalar operator *(Scalar a, Scalar b) => new(Checked(a).value * Checked(b).value, "*", (a, b.value), (b, a.value));

    /// <summary>The quotient: derivatives 1/b and -a/b².</summary>
    public static Scalar operator /(Scalar a, Scalar b) =>
        new(Checked(a).value / Checked(b).value, "/", (a, 1 / b.value), (b, -a.value / (b.value * b.value)));

    /// <summary>The negative: derivative -1.</summary>
    public static Scalar operator -(Scalar a) => new(-Checked(a).value, "neg", (a, -1));

    /// <summary>The sum of many scalars as one operation, so that a mean over a data set is one node of the graph.</summary>
    /// <param name="terms">The scalars to add; an empty sum is 0.</param>
    /// <returns>The sum, whose derivative with respect to each term is 1.</returns>
    public static Scalar Sum(IEnumerable<Scalar> terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var inputs = terms.Select(term => (Checked(term), 1.0)).ToArray();
        return new(inputs.Sum(input => input.Item1.value), "sum", inputs);
    }

    /// <summary>x to a constant power: derivative n x^(n - 1).</summary>
    /// <param name="exponent">The power n, which is not differentiated.</param>
    /// <returns>x^n.</returns>
    public Scalar Pow(double exponent) =>
        new(Math.Pow(value, exponent), string.Create(CultureInfo.InvariantCulture, $"pow {exponent:G6}"),
            (this, exponent == 0 ? 0 : exponent * Math.Pow(value, exponent - 1)));

    /// <summary>The exponential: its own derivative.</summary>
    /// <returns>e^x.</returns>
    public Scalar Exp()
    {
        var e = Math.Exp(value);
        return new(e, "exp", (this, e));
    }

    /// <summary>The natural logarithm: derivative 1/x.</summary>
    /// <returns>ln x; NaN below 0.</returns>
    public Scalar Log() => new(Math.Log(value), "log", (this, 1 / value));

    /// <summary>The sine: derivative cos x.</summary>
    /// <returns>sin x.</returns>
    public Scalar Sin() => new(Math.Sin(value), "sin", (this, Math.Cos(value)));

    /// <summary>The cosine: derivative -sin x.</summary>
    /// <returns>cos x.</returns>
    public Scalar Cos() => new(Math.Cos(value), "cos", (this, -Math.Sin(value)));

    /// <summary>The hyperbolic tangent: derivative 1 - tanh² x.</summary>
    /// <returns>tanh x.</returns>
    public Scalar Tanh()
    {
        var t = Math.Tanh(value);
        return new(t, "tanh", (this, 1 - t * t));
    }

    /// <summary>The logistic function s = 1 / (1 + e^-x): derivative s (1 - s).</summary>
    /// <returns>s(x), between 0 and 1.</returns>
    public Scalar Sigmoid()
    {
        var s = 1 / (1 + Math.Exp(-value));
        return new(s, "sigmoid", (this, s * (1 - s)));
    }

    /// <summary>The rectifier max(0, x): derivative 1 above 0, otherwise 0 (at 0 itself too, as PyTorch has it).</summary>
    /// <returns>max(0, x); NaN stays NaN.</returns>
    public Scalar ReLU() => new(Math.Max(0, value), "ReLU", (this, value > 0 ? 1 : 0));

    /// <summary>Gives this scalar a name and returns it: <c>var z = (w * x + b).Named("z");</c></summary>
    /// <param name="name">The name.</param>
    /// <returns>This scalar.</returns>
    public Scalar Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Sets the gradient of this scalar to zero. Its parents keep theirs.</summary>
    public void ZeroGrad() => Grad = 0;

    /// <summary>
    /// Adds to the gradient of every scalar that this one was computed from the derivative of this one with respect to
    /// it (and 1 to its own).
    /// </summary>
    public void Backward()
    {
        var order = TopologicalOrder();

        // One pass collects in passGrad, so that a second pass adds the same again rather than sending on the sum.
        foreach (var node in order)
            node.passGrad = 0;
        passGrad = 1;
        for (var n = order.Count - 1; n >= 0; n--)
        {
            var node = order[n];
            for (var i = 0; i < node.parents.Length; i++)
                node.parents[i].passGrad += node.passGrad * node.localDerivatives[i];
            node.Grad += node.passGrad;
        }
    }

    /// <summary>The graph that ends in this scalar, as data, with the values and gradients of this moment.</summary>
    /// <returns>All nodes in topological order (this one last) and the edges between them.</returns>
    public ScalarGraph Graph()
    {
        var order = TopologicalOrder();
        var ids = new Dictionary<Scalar, int>(order.Count);
        var nodes = new List<ScalarNode>(order.Count);
        var edges = new List<ScalarEdge>();
        foreach (var node in order)
        {
            var id = ids[node] = nodes.Count;
            nodes.Add(new ScalarNode(id, node.Name, node.Operation, node.value, node.Grad));
            for (var i = 0; i < node.parents.Length; i++)
                edges.Add(new ScalarEdge(ids[node.parents[i]], id, node.localDerivatives[i]));
        }

        return new ScalarGraph(nodes, edges);
    }

    /// <summary>Name, value, operation and gradient: "z = 0.462117 (tanh), grad = 1".</summary>
    /// <returns>One line of text, numbers to six digits.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Name is null ? "" : $"{Name} = ")}{value:G6}{(IsLeaf ? "" : $" ({Operation})")}, grad = {Grad:G6}");

    /// <inheritdoc/>
    public string ToHtml() => $"<code>{WebUtility.HtmlEncode(ToString())}</code>";

    private static Scalar Checked(Scalar scalar)
    {
        ArgumentNullException.ThrowIfNull(scalar);
        return scalar;
    }

    /// <summary>Parents before children. A list of what is still to do stands in for recursion: long chains do not overflow the stack.</summary>
    private List<Scalar> TopologicalOrder()
    {
        var order = new List<Scalar>();
        var seen = new HashSet<Scalar> { this };
        var path = new Stack<(Scalar Node, int NextParent)>();
        path.Push((this, 0));
        while (path.TryPop(out var step))
        {
            var (node, next) = step;
            if (next == node.parents.Length)
            {
                order.Add(node);
                continue;
            }

            path.Push((node, next + 1));
            if (seen.Add(node.parents[next]))
                path.Push((node.parents[next], 0));
        }

        return order;
    }
}
