using System.Globalization;
using System.Text;
using CsvHelper;

namespace Descent;

/// <summary>Reads data sets from text files with a row a line and a separator between columns.</summary>
public static class Csv
{
    /// <summary>A longer row is a quotation mark that is never closed.</summary>
    private const int LongestRow = 16 << 20;

    /// <summary>Reads a file for classification: one column of labels, the others numbers.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="label">The name of the column with the labels.</param>
    /// <returns>Inputs <c>(n, features)</c>, targets <c>(n)</c>.</returns>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">A fault in the file; the message says line and column.</exception>
    /// <exception cref="ArgumentException">The file has no such column.</exception>
    public static DataSet Read(string path, string label) => Read(path, new CsvOptions { Label = label });

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="options">Which columns are what.</param>
    /// <returns>Inputs <c>(n, features)</c>; targets <c>(n)</c> for a label, <c>(n, k)</c> for target columns.</returns>
    /// <exception cref="FileNotFoundException">No such file.</exception>
    /// <exception cref="InvalidDataException">A fault in the file; the message says line and column.</exception>
    /// <exception cref="ArgumentException">The file has no such column, or neither label nor targets are named.</exception>
    public static DataSet Read(string path, CsvOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var reader = new StreamReader(path);
        return Read(reader, Path.GetFileName(path), options);
    }

    /// <summary>Reads from text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What to call it in messages; without its ending, the name of the data set.</param>
    /// <param name="options">Which columns are what.</param>
    /// <returns>Inputs <c>(n, features)</c>; targets <c>(n)</c> for a label, <c>(n, k)</c> for target columns.</returns>
    /// <exception cref="InvalidDataException">A fault in the text; the message says line and column.</exception>
    /// <exception cref="ArgumentException">There is no such column, or neither label nor targets are named.</exception>
    public static DataSet Read(TextReader reader, string name, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Label is null == (options.Targets.Count == 0))
            throw new ArgumentException($"{name}: name either the Label column (classes) or the Targets columns (values).", nameof(options));

        using var csv = CsvReader.Create(reader, new CsvReaderOptions
        {
            Separator = options.Separator,
            HasHeader = options.HasHeader,
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRow,
        });
        try
        {
            return Read(csv, name, options);
        }
        catch (CsvFormatException fault)
        {
            throw new InvalidDataException($"{name}: line {fault.LineNumber}: {fault.Message}", fault);
        }
    }

    private static DataSet Read(CsvReader csv, string name, CsvOptions options)
    {
        var more = csv.Read();
        string[] header = options.HasHeader ? [.. csv.Headers] : [.. Enumerable.Range(0, csv.FieldCount).Select(i => $"{i}")];
        if (header.Length == 0)
            throw new InvalidDataException($"{name}: the file is empty.");
        if (header.GroupBy(column => column).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new InvalidDataException($"{name}: two columns are called '{twice.Key}'.");
        var label = options.Label is null ? -1 : Column(options.Label);
        int[] targets = [.. options.Targets.Select(Column)];
        int[] features = options.Features.Count > 0
            ? [.. options.Features.Select(Column)]
            : [.. Enumerable.Range(0, header.Length).Where(column => column != label && !targets.Contains(column))];
        if (features.Length == 0)
            throw new InvalidDataException($"{name}: no columns are left to learn from; there are only {string.Join(", ", header)}.");

        var inputs = new List<double>();
        var values = new List<double>();
        var labels = new List<string>();
        for (; more; more = csv.Read())
        {
            if (csv.FieldCount != header.Length)
                throw new InvalidDataException($"{name}: line {csv.LineNumber} has {csv.FieldCount} fields, expected {header.Length}: {Cut(csv.RawRecord)}");
            foreach (var column in features)
                inputs.Add(Number(column));
            foreach (var column in targets)
                values.Add(Number(column));
            if (label < 0)
                continue;
            if (csv.IsEmpty(label))
                throw new InvalidDataException($"{name}: line {csv.LineNumber}, column '{header[label]}': the label is missing.");
            labels.Add(csv.GetString(label));
        }

        if (inputs.Count == 0)
            throw new InvalidDataException($"{name}: there are no rows below the header.");

        var rows = inputs.Count / features.Length;
        var classes = Classes(labels);
        var numbers = classes.Select((text, number) => (text, number)).ToDictionary(pair => pair.text, pair => (double)pair.number);
        return new DataSet(
            Tensor.From(inputs.ToArray(), rows, features.Length).To(options.DType),
            label >= 0
                ? Tensor.From([.. labels.Select(text => numbers[text])], rows).To(options.DType)
                : Tensor.From(values.ToArray(), rows, targets.Length).To(options.DType),
            [.. features.Select(column => header[column])],
            classes,
            Path.GetFileNameWithoutExtension(name));

        int Column(string column)
        {
            var index = Array.IndexOf(header, column);
            return index >= 0
                ? index
                : throw new ArgumentException($"{name}: there is no column '{column}'; the columns are {string.Join(", ", header)}.", nameof(options));
        }

        double Number(int column)
        {
            var text = csv.GetSpan(column);
            if (options.AllowMissing && text.IsEmpty)
                return double.NaN;
            // Not the reader's own number parser: that one also takes thousands separators, and would read "1,5" as 15.
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && (double.IsFinite(value) || (double.IsNaN(value) && options.AllowMissing)))
            {
                return value;
            }

            var fault = text.IsEmpty ? "the number is missing" : $"'{Cut(text)}' is not a finite number";
            var advice = text.IsEmpty || double.IsNaN(value) ? " (AllowMissing reads it as NaN)" : "";
            throw new InvalidDataException($"{name}: line {csv.LineNumber}, column '{header[column]}': {fault}{advice}.");
        }
    }

    private static string[] Classes(List<string> labels)
    {
        var classes = labels.Distinct().ToArray();
        var keys = new double[classes.Length];
        for (var i = 0; i < classes.Length; i++)
        {
            if (!double.TryParse(classes[i], NumberStyles.Float, CultureInfo.InvariantCulture, out keys[i]))
            {
                Array.Sort(classes, StringComparer.Ordinal);
                return classes;
            }
        }

        Array.Sort(keys, classes);
        return classes;
    }

    private static string Cut(ReadOnlySpan<byte> text) =>
        text.Length <= 60 ? Encoding.UTF8.GetString(text) : $"{Encoding.UTF8.GetString(text[..60])}...";
}
