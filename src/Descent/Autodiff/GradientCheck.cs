using System.Globalization;
using System.Net;
using System.Text;
using Descent.Display;

namespace Descent;

/// <summary>
/// Compares gradients with central differences, (L(w + h) - L(w - h)) / 2h, element by element: the test that finds a wrong
/// derivative. Use Float64: in Float32 the difference itself has only about three digits.
/// </summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class GradientCheck : IHtml
{
    private GradientCheck(IReadOnlyList<Entry> entries, double tolerance)
    {
        Entries = entries;
        Tolerance = tolerance;
        Worst = entries.MaxBy(entry => double.IsNaN(entry.RelativeError) ? double.PositiveInfinity : entry.RelativeError)!;
    }

    /// <summary>Every element that was compared.</summary>
    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>The largest relative error allowed.</summary>
    public double Tolerance { get; }

    /// <summary>The element with the largest relative error.</summary>
    public Entry Worst { get; }

    /// <summary>What the failures look like: a sentence for each parameter whose gradient is wrong by one and the same factor, in the order of the parameters.</summary>
    public IReadOnlyList<string> Causes => [.. Entries.GroupBy(entry => entry.Parameter).Select(CauseOf).OfType<string>()];

    /// <summary>Whether all elements agree.</summary>
    public bool Passed => Worst.RelativeError <= Tolerance;

    /// <summary>One element of one parameter.</summary>
    /// <param name="Parameter">The parameter's name, or its place in the list.</param>
    /// <param name="Index">The element's place in the parameter, row by row.</param>
    /// <param name="Place">The same as indices, for example <c>[2, 0]</c>.</param>
    /// <param name="Gradient">What the backward pass (or the given gradient) says.</param>
    /// <param name="Difference">What the central difference says.</param>
    /// <param name="RelativeError">|gradient - difference| / max(|gradient|, |difference|, 10⁻⁶ of the largest difference, 10⁻⁸).</param>
    public sealed record Entry(string Parameter, int Index, string Place, double Gradient, double Difference, double RelativeError);

    /// <summary>Checks the gradients that a backward pass computes.</summary>
    /// <param name="loss">Computes the loss from the parameters' current values: a single number, the same each time it is called.</param>
    /// <param name="parameters">What to differentiate by: leaves that require a gradient.</param>
    /// <param name="tolerance">Largest relative error allowed.</param>
    /// <param name="step">h; 10⁻⁵ suits Float64, 10⁻² Float32.</param>
    /// <param name="maxElements">At most so many elements of each parameter, evenly spaced.</param>
    /// <exception cref="ArgumentException">There are no parameters, one requires no gradient, or they have no elements.</exception>
    public static GradientCheck Run(Func<Tensor> loss, IEnumerable<Tensor> parameters, double tolerance = 1e-5, double step = 1e-5, int maxElements = 200)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);
        var list = parameters.ToList();
        foreach (var parameter in list)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (!parameter.RequiresGrad || !parameter.IsLeaf)
                throw new ArgumentException($"GradientCheck: a tensor of shape {parameter.Shape} is not a leaf that requires a gradient", nameof(parameters));
            parameter.ZeroGrad();
        }

        Value(loss).Backward();
        var gradients = list.Select(parameter => parameter.Grad ?? Tensor.Full(parameter.Shape, 0, parameter.DType, parameter.Device)).ToList();
        return Compare(loss, list, gradients, tolerance, step, maxElements);
    }

    /// <summary>Checks the gradients of all of a module's parameters.</summary>
    /// <param name="module">The module; its parameters' names appear in the report.</param>
    /// <param name="loss">Computes the loss from the parameters' current values.</param>
    /// <param name="tolerance">Largest relative error allowed.</param>
    /// <param name="step">h; 10⁻⁵ suits Float64, 10⁻² Float32.</param>
    /// <param name="maxElements">At most so many elements of each parameter, evenly spaced.</param>
    public static GradientCheck Run(Module module, Func<Tensor> loss, double tolerance = 1e-5, double step = 1e-5, int maxElements = 200)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (var (name, parameter) in module.NamedParameters())
            parameter.Name ??= name;
        return Run(loss, module.Parameters(), tolerance, step, maxElements);
    }

    /// <summary>Checks gradients that were computed some other way, for example by hand.</summary>
    /// <param name="loss">Computes the loss from the parameters' current values.</param>
    /// <param name="parameters">What the gradients are with respect to.</param>
    /// <param name="gradients">One for each parameter, of its shape.</param>
    /// <param name="tolerance">Largest relative error allowed.</param>
    /// <param name="step">h; 10⁻⁵ suits Float64, 10⁻² Float32.</param>
    /// <param name="maxElements">At most so many elements of each parameter, evenly spaced.</param>
    /// <exception cref="ArgumentException">There are no parameters, or a gradient has another shape.</exception>
    public static GradientCheck Compare(
        Func<Tensor> loss, IReadOnlyList<Tensor> parameters, IReadOnlyList<Tensor> gradients, double tolerance = 1e-5, double step = 1e-5, int maxElements = 200)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(gradients);
        if (parameters.Count == 0 || parameters.Count != gradients.Count)
            throw new ArgumentException($"GradientCheck: {parameters.Count} parameters and {gradients.Count} gradients; there must be one for each, and at least one", nameof(gradients));
        if (!(step > 0))
            throw new ArgumentException($"GradientCheck: step is {step}, but must be above 0", nameof(step));

        var entries = new List<Entry>();
        for (var p = 0; p < parameters.Count; p++)
        {
            var (parameter, gradient) = (parameters[p], gradients[p]);
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            ArgumentNullException.ThrowIfNull(gradient, nameof(gradients));
            var name = parameter.Name ?? $"parameter {p}";
            if (gradient.Shape != parameter.Shape)
                throw new ArgumentException($"GradientCheck: the gradient of {name} is {gradient.Shape}, but the parameter {parameter.Shape}", nameof(gradients));
            var analytic = gradient.ToArray<double>();
            var stride = Math.Max(1, (int)Math.Ceiling((double)analytic.Length / maxElements));
            for (var i = 0; i < analytic.Length; i += stride)
                entries.Add(new Entry(name, i, PlaceOf(i, parameter.Shape), analytic[i], CentralDifference(loss, parameter, i, step), 0));
        }

        if (entries.Count == 0)
            throw new ArgumentException("GradientCheck: no parameter has any elements", nameof(parameters));
        var largest = entries.Max(entry => Math.Abs(entry.Difference));
        return new GradientCheck([.. entries.Select(entry => entry with { RelativeError = RelativeError(entry.Gradient, entry.Difference, largest) })], tolerance);
    }

    /// <inheritdoc />
    public override string ToString()
    {
        var text = new StringBuilder(Passed
            ? $"gradient check passed: {Entries.Count} elements, largest relative error {Number(Worst.RelativeError)} (allowed {Number(Tolerance)})"
            : $"gradient check FAILED: {Failures.Count} of {Entries.Count} elements differ by more than {Number(Tolerance)}");
        foreach (var entry in Failures.Take(5))
            text.Append($"\n  {entry.Parameter}{entry.Place}: gradient {Number(entry.Gradient)}, difference {Number(entry.Difference)}, relative error {Number(entry.RelativeError)}");
        foreach (var cause in Causes)
            text.Append($"\n  {cause}");
        return text.ToString();
    }

    /// <inheritdoc />
    public string ToHtml() => $"<pre class=\"descent-gradient-check\">{WebUtility.HtmlEncode(ToString())}</pre>";

    private List<Entry> Failures => [.. Entries.Where(IsFailure).OrderByDescending(entry => entry.RelativeError)];

    /// <summary>What it usually means when one factor lies between a parameter's gradients and the differences.</summary>
    private string? CauseOf(IGrouping<string, Entry> parameter)
    {
        var ratios = parameter.Where(IsFailure).Where(entry => Math.Abs(entry.Difference) > 1e-8).Select(entry => entry.Gradient / entry.Difference).ToList();
        if (ratios.Count == 0)
            return null;
        var mean = ratios.Average();
        if (ratios.Any(ratio => !(Math.Abs(ratio - mean) <= 1e-3 * Math.Abs(mean) + 1e-9)))
            return null;
        return Math.Abs(mean) < 1e-9 ? $"{parameter.Key}: the gradient is 0 everywhere: is the parameter connected to the loss?"
            : Math.Abs(mean + 1) < 1e-3 ? $"{parameter.Key}: every element has the wrong sign."
            : $"{parameter.Key}: every element is {Number(mean)} times the difference: a missing or extra factor (a mean over the batch, a 2, a derivative)?";
    }

    private bool IsFailure(Entry entry) => !(entry.RelativeError <= Tolerance);

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static double RelativeError(double gradient, double difference, double largest) =>
        Math.Abs(gradient - difference) / Math.Max(Math.Max(Math.Abs(gradient), Math.Abs(difference)), Math.Max(1e-6 * largest, 1e-8));

    private static Tensor Value(Func<Tensor> loss) =>
        loss() ?? throw new ArgumentException("GradientCheck: the loss gave nothing, but must give a tensor", nameof(loss));

    private static double CentralDifference(Func<Tensor> loss, Tensor parameter, int index, double step)
    {
        var place = new int[parameter.Rank];
        var strides = parameter.Shape.Strides();
        for (var (axis, rest) = (0, index); axis < place.Length; rest %= strides[axis], axis++)
            place[axis] = rest / strides[axis];
        using (NoGrad.Begin())
        {
            var element = parameter.ElementView(place);
            var original = element.Item();
            element.Fill(original + step);
            var (above, upper) = (element.Item(), Value(loss).Item());
            element.Fill(original - step);
            var (below, lower) = (element.Item(), Value(loss).Item());
            element.Fill(original);

            // In Float32 the steps taken are not quite the steps asked for.
            return (upper - lower) / (above - below);
        }
    }

    private static string PlaceOf(int index, Shape shape)
    {
        if (shape.Rank == 0)
            return "";
        var strides = shape.Strides();
        return $"[{string.Join(", ", Enumerable.Range(0, shape.Rank).Select(axis => index / strides[axis] % shape[axis]))}]";
    }
}
