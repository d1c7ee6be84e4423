using System.Text;
using Descent.Display;

namespace Descent;

/// <summary>
/// Examples to learn from: inputs and targets, row by row. It cannot change and is never empty; every method returns
/// a new one.
/// </summary>
/// <remarks>
/// Targets of shape <c>(n)</c> are class labels (whole numbers, from 0). Targets of shape <c>(n, k)</c> are <c>k</c>
/// real values to predict, or one-hot classes.
/// </remarks>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed record DataSet : IHtml
{
    private const int PreviewRows = 5;
    private const int PreviewColumns = 8;

    /// <summary>Puts inputs and targets together.</summary>
    /// <param name="inputs">Shape <c>(n, features)</c>, or <c>(n, ...)</c> for images.</param>
    /// <param name="targets">Shape <c>(n)</c>: class labels; or <c>(n, k)</c>: values or one-hot classes.</param>
    /// <param name="featureNames">One name a feature; none when omitted.</param>
    /// <param name="classNames">One name a class, in the order of the labels; none for regression.</param>
    /// <param name="name">What the set is called in previews and messages.</param>
    /// <param name="imageSize">Height and width when a row of <paramref name="inputs"/> is a grey image.</param>
    /// <exception cref="ArgumentException">No rows; row counts differ; a wrong number of names; a label that is not a class.</exception>
    public DataSet(
        Tensor inputs,
        Tensor targets,
        IReadOnlyList<string>? featureNames = null,
        IReadOnlyList<string>? classNames = null,
        string name = "data",
        (int Height, int Width)? imageSize = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Rank < 1 || inputs.Length == 0)
            throw new ArgumentException($"DataSet '{name}': inputs {inputs.Shape} hold no rows; expected (n, features) with n of at least 1.", nameof(inputs));
        if (targets.Rank is < 1 or > 2 || targets.Shape[0] != inputs.Shape[0] || targets.Length == 0)
            throw new ArgumentException($"DataSet '{name}': targets {targets.Shape} do not fit inputs {inputs.Shape}; expected ({inputs.Shape[0]},) or ({inputs.Shape[0]}, k).", nameof(targets));
        var features = inputs.Length / inputs.Shape[0];
        if (featureNames is { Count: > 0 } && featureNames.Count != features)
            throw new ArgumentException($"DataSet '{name}': {featureNames.Count} feature names for {features} features.", nameof(featureNames));
        if (featureNames?.Contains(null!) == true || classNames?.Contains(null!) == true)
            throw new ArgumentException($"DataSet '{name}': a name is null.", featureNames?.Contains(null!) == true ? nameof(featureNames) : nameof(classNames));
        if (imageSize is var (height, width) && height * width != features)
            throw new ArgumentException($"DataSet '{name}': an image of {height} x {width} has {height * width} pixels, a row has {features} features.", nameof(imageSize));

        Inputs = inputs;
        Targets = targets;
        FeatureNames = featureNames ?? [];
        ClassNames = classNames ?? [];
        Name = name;
        ImageSize = imageSize;
        ClassCounts = ClassNames.Count > 0 ? CountClasses() : [];
    }

    /// <summary>What is known of each example, <c>(n, features)</c>.</summary>
    public Tensor Inputs { get; }

    /// <summary>What is to be predicted: class labels <c>(n)</c>, or values <c>(n, k)</c>.</summary>
    public Tensor Targets { get; }

    /// <summary>The names of the features; empty when they have none.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The names of the classes in the order of their labels; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Rows of each class, in the order of <see cref="ClassNames"/>; empty for regression.</summary>
    public IReadOnlyList<int> ClassCounts { get; }

    /// <summary>What the set is called.</summary>
    public string Name { get; }

    /// <summary>Height and width in pixels when each row is a grey image, else null.</summary>
    public (int Height, int Width)? ImageSize { get; }

    /// <summary>The number of rows.</summary>
    public int Count => Inputs.Shape[0];

    /// <summary>Allows <c>var (inputs, targets) = data;</c>.</summary>
    /// <param name="inputs">See <see cref="Inputs"/>.</param>
    /// <param name="targets">See <see cref="Targets"/>.</param>
    public void Deconstruct(out Tensor inputs, out Tensor targets) => (inputs, targets) = (Inputs, Targets);

    /// <summary>The class of each row.</summary>
    /// <returns><see cref="Count"/> numbers from 0.</returns>
    /// <exception cref="InvalidOperationException">The set has no classes.</exception>
    public int[] Labels()
    {
        if (ClassNames.Count == 0)
            throw new InvalidOperationException($"DataSet '{Name}' has no class names, so its targets {Targets.Shape} are values, not labels.");
        return ReadLabels();
    }

    /// <summary>The rows with the given indices, in their order; a row may come more than once.</summary>
    /// <param name="indices">From 0 to <see cref="Count"/> - 1.</param>
    /// <returns>A new set.</returns>
    /// <exception cref="ArgumentException">No index, or one outside the set.</exception>
    public DataSet Subset(IReadOnlyList<int> indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        if (indices.Count == 0)
            throw new ArgumentException($"Subset of '{Name}': no indices; a data set has at least one row.", nameof(indices));
        var rows = indices as int[] ?? [.. indices];
        foreach (var row in rows)
        {
            if ((uint)row >= (uint)Count)
                throw new ArgumentException($"Subset of '{Name}': index {row} is outside 0..{Count - 1}.", nameof(indices));
        }

        return With(Inputs.IndexSelect(0, rows), Targets.IndexSelect(0, rows));
    }

    /// <summary>The first rows, in their order.</summary>
    /// <param name="count">From 1 to <see cref="Count"/>.</param>
    /// <returns>A new set.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than one row or more than there are.</exception>
    public DataSet Take(int count)
    {
        if (count < 1 || count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Take from '{Name}': expected 1..{Count} rows.");
        return count == Count ? this : With(Inputs[..count], Targets[..count]);
    }

    /// <summary>The same rows on another device: batches are then dealt there, without the way through host memory.</summary>
    /// <param name="device">Where to, for example <see cref="Device.Best"/>.</param>
    /// <returns>A new set, or this one where it already is there.</returns>
    public DataSet To(Device device) => device == Inputs.Device && device == Targets.Device ? this : With(Inputs.To(device), Targets.To(device));

    /// <summary>The same rows in a random order.</summary>
    /// <param name="seed">The same seed gives the same order everywhere; null takes <see cref="Rng.Default"/>.</param>
    /// <returns>A new set.</returns>
    public DataSet Shuffle(long? seed = null) => Subset(Generator(seed).Permutation(Count));

    /// <summary>Other inputs for the same targets: what a scaler or a feature map returns.</summary>
    /// <param name="inputs">As many rows as before.</param>
    /// <param name="featureNames">The new names; when omitted, the old ones stay if their number still fits.</param>
    /// <returns>A new set.</returns>
    /// <exception cref="ArgumentException">See the constructor.</exception>
    public DataSet WithInputs(Tensor inputs, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var sameWidth = inputs.Rank > 0 && inputs.Shape[0] == Count && inputs.Length == Inputs.Length;
        return new(inputs, Targets, featureNames ?? (sameWidth ? FeatureNames : null), ClassNames, Name, sameWidth ? ImageSize : null);
    }

    /// <summary>Other targets for the same inputs.</summary>
    /// <param name="targets">As many rows as before.</param>
    /// <param name="classNames">The names of the new classes; none for values.</param>
    /// <returns>A new set.</returns>
    /// <exception cref="ArgumentException">See the constructor.</exception>
    public DataSet WithTargets(Tensor targets, IReadOnlyList<string>? classNames = null) =>
        new(Inputs, targets, FeatureNames, classNames, Name, ImageSize);

    /// <summary>The same set with one-hot targets <c>(n, classes)</c>.</summary>
    /// <returns>A new set.</returns>
    /// <exception cref="InvalidOperationException">The set has no classes.</exception>
    public DataSet WithOneHotTargets() =>
        WithTargets(OneHot.Encode(Labels(), ClassNames.Count, Targets.DType), ClassNames);

    /// <summary>Splits the rows at random into a part to learn from and a part to test on.</summary>
    /// <param name="test">The share of the test part, between 0 and 1; its size is rounded to whole rows.</param>
    /// <param name="seed">The same seed gives the same split everywhere; null takes <see cref="Rng.Default"/>.</param>
    /// <param name="stratified">Keep the classes' proportions in both parts.</param>
    /// <returns>The two parts. No row is in both, none is lost.</returns>
    /// <exception cref="ArgumentException">
    /// A share outside 0..1; a part would be empty; stratified without labels or with a class of a single row.
    /// </exception>
    public (DataSet Train, DataSet Test) Split(double test, long? seed = null, bool stratified = false)
    {
        var parts = SplitRows([test], ["test"], seed, stratified);
        return (Subset(parts[1]), Subset(parts[0]));
    }

    /// <summary>
    /// Splits the rows at random into three parts: one to learn from, one to choose with (when to stop, which network),
    /// one to test on, once, at the end.
    /// </summary>
    /// <param name="validation">The share of the validation part, between 0 and 1, of all rows.</param>
    /// <param name="test">The share of the test part, between 0 and 1, of all rows.</param>
    /// <param name="seed">The same seed gives the same split everywhere; null takes <see cref="Rng.Default"/>.</param>
    /// <param name="stratified">Keep the classes' proportions in all parts.</param>
    /// <returns>The three parts. No row is in two, none is lost.</returns>
    /// <exception cref="ArgumentException">See the split in two parts.</exception>
    public (DataSet Train, DataSet Validation, DataSet Test) Split(double validation, double test, long? seed = null, bool stratified = false)
    {
        var parts = SplitRows([test, validation], ["test", "validation"], seed, stratified);
        return (Subset(parts[2]), Subset(parts[1]), Subset(parts[0]));
    }

    /// <summary>Shapes, class counts and the first rows, for a terminal.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString()
    {
        var text = new StringBuilder(Summary());
        var (header, rows) = Preview();
        var widths = header.Select((cell, column) => rows.Append(header).Max(row => row[column].Length)).ToArray();
        foreach (var row in rows.Prepend(header))
            text.Append('\n').AppendJoin("  ", row.Select((cell, column) => cell.PadLeft(widths[column])));
        if (Count > PreviewRows)
            text.Append($"\n... {Count - PreviewRows} more rows");
        return text.ToString();
    }

    /// <inheritdoc/>
    public string ToHtml()
    {
        var (header, rows) = Preview();
        var more = Count > PreviewRows ? HtmlTable.Paragraph($"... {Count - PreviewRows} more rows") : "";
        return $"<div>{HtmlTable.Paragraph(Summary())}{HtmlTable.Of(header, rows)}{more}</div>";
    }

    internal DataSet Named(string name) => new(Inputs, Targets, FeatureNames, ClassNames, name, ImageSize);

    private DataSet With(Tensor inputs, Tensor targets) => new(inputs, targets, FeatureNames, ClassNames, Name, ImageSize);

    internal static Rng Generator(long? seed) => seed is { } given ? new Rng(given) : Rng.Default;

    private string Summary()
    {
        var summary = $"{Name}: {Count} rows, inputs {Inputs.Shape}, targets {Targets.Shape}, {Inputs.DType}";
        return ClassNames.Count == 0
            ? summary
            : $"{summary}; {ClassNames.Count} classes: {string.Join(", ", ClassNames.Select((name, label) => $"{name} ({ClassCounts[label]})"))}";
    }

    private (string[] Header, List<string[]> Rows) Preview()
    {
        var count = Math.Min(Count, PreviewRows);
        var inputs = Inputs[..count].ToArray<double>();
        var targets = Targets[..count].ToArray<double>();
        var features = inputs.Length / count;
        var values = targets.Length / count;
        var shown = features <= PreviewColumns ? features : PreviewColumns - 1;
        var labels = ClassNames.Count > 0 ? ReadLabels() : null;

        var header = Enumerable.Range(0, shown).Select(j => FeatureNames.Count > 0 ? FeatureNames[j] : $"x{j}").ToList();
        if (shown < features)
            header.Add($"... {features - shown} more");
        if (labels is not null)
            header.Add("class");
        else
            header.AddRange(Enumerable.Range(0, values).Select(j => values == 1 ? "y" : $"y{j}"));

        var rows = new List<string[]>();
        for (var i = 0; i < count; i++)
        {
            var row = new List<string>();
            for (var j = 0; j < shown; j++)
                row.Add(inputs[i * features + j].ToString("G5"));
            if (shown < features)
                row.Add("...");
            if (labels is not null)
                row.Add(ClassNames[labels[i]]);
            else
                row.AddRange(Enumerable.Range(0, values).Select(j => targets[i * values + j].ToString("G5")));
            rows.Add([.. row]);
        }

        return ([.. header], rows);
    }

    private int[] CountClasses()
    {
        var counts = new int[ClassNames.Count];
        foreach (var label in ReadLabels())
            counts[label]++;
        return counts;
    }

    private int[] ReadLabels()
    {
        var oneHot = Targets.Rank == 2 && Targets.Shape[1] > 1;
        if (oneHot && Targets.Shape[1] != ClassNames.Count)
            throw new ArgumentException($"DataSet '{Name}': targets {Targets.Shape} have {Targets.Shape[1]} columns for {ClassNames.Count} classes.");
        var values = Targets.ToArray<double>();
        return oneHot ? OneHot.ArgMax(values, ClassNames.Count) : OneHot.ToLabels(values, ClassNames.Count, $"DataSet '{Name}'");
    }

    /// <summary>Deals a random order of all rows out to the parts; the last part takes what is left.</summary>
    private List<int>[] SplitRows(double[] shares, string[] names, long? seed, bool stratified)
    {
        for (var part = 0; part < shares.Length; part++)
        {
            if (!(shares[part] > 0 && shares[part] < 1))
                throw new ArgumentOutOfRangeException(names[part], shares[part], $"Split of '{Name}': expected a share between 0 and 1, such as 0.2 for a fifth.");
        }

        if (shares.Sum() >= 1)
            throw new ArgumentException($"Split of '{Name}': {string.Join(" + ", shares)} leaves nothing to learn from; the shares must sum to less than 1.");

        var sizes = new int[shares.Length + 1];
        for (var part = 0; part < shares.Length; part++)
            sizes[part] = (int)Math.Round(shares[part] * Count, MidpointRounding.AwayFromZero);
        sizes[^1] = Count - sizes[..^1].Sum();
        if (sizes.Any(size => size < 1))
            throw new ArgumentException($"Split of '{Name}': {Count} rows split by {string.Join(", ", shares)} would leave an empty part.");

        var strata = stratified ? Strata(sizes.Length) : new int[Count];
        var quotas = Apportion(strata, sizes);
        var parts = Array.ConvertAll(sizes, size => new List<int>(size));
        foreach (var row in Generator(seed).Permutation(Count))
        {
            var quota = quotas[strata[row]];
            var part = 0;
            while (quota[part] == 0)
                part++;
            quota[part]--;
            parts[part].Add(row);
        }

        return parts;
    }

    /// <summary>How many rows of each stratum go to each part: proportional, by largest remainders, the sums exact.</summary>
    private static int[][] Apportion(int[] strata, int[] sizes)
    {
        var left = new int[strata.Max() + 1];
        foreach (var stratum in strata)
            left[stratum]++;
        var quotas = Array.ConvertAll(left, _ => new int[sizes.Length]);
        var rowsLeft = strata.Length;
        for (var part = 0; part < sizes.Length; part++)
        {
            var exact = Array.ConvertAll(left, rows => (double)rows * sizes[part] / rowsLeft);
            for (var s = 0; s < left.Length; s++)
                quotas[s][part] = (int)exact[s];
            var missing = sizes[part] - quotas.Sum(quota => quota[part]);
            foreach (var s in Enumerable.Range(0, left.Length).OrderByDescending(s => exact[s] - (int)exact[s]).Take(missing))
                quotas[s][part]++;
            for (var s = 0; s < left.Length; s++)
                left[s] -= quotas[s][part];
            rowsLeft -= sizes[part];
        }

        return quotas;
    }

    private int[] Strata(int parts)
    {
        if (ClassNames.Count == 0)
            throw new ArgumentException($"Split of '{Name}': stratified needs class names, and the targets {Targets.Shape} have none; use stratified: false.");
        for (var label = 0; label < ClassCounts.Count; label++)
        {
            if (ClassCounts[label] > 0 && ClassCounts[label] < parts)
                throw new ArgumentException($"Split of '{Name}': class '{ClassNames[label]}' has {ClassCounts[label]} row(s), too few for {parts} parts; use stratified: false.");
        }

        return ReadLabels();
    }
}
