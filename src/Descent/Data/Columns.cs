namespace Descent;

/// <summary>What the scalers share: the features of a table as numbers, and numbers as a row to compute with.</summary>
internal static class Columns
{
    public static double[] Values(string operation, Tensor inputs, out int features)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Rank != 2 || inputs.Length == 0)
            throw new ArgumentException($"{operation}.Fit: inputs {inputs.Shape}; expected (n, features) with at least one row.", nameof(inputs));
        features = inputs.Shape[1];
        var values = inputs.ToArray<double>();
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"{operation}.Fit: row {i / features}, feature {i % features} is {values[i]}; a finite number is needed.", nameof(inputs));
        }

        return values;
    }

    public static Tensor Row(string operation, double[]? row, Tensor inputs)
    {
        if (row is null)
            throw NotFitted(operation);
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Rank == 2 && inputs.Shape[1] == row.Length
            ? Tensor.From(row, 1, row.Length).To(inputs.DType)
            : throw new ArgumentException($"{operation}: inputs {inputs.Shape}; it was fitted on {row.Length} features, expected (n, {row.Length}).", nameof(inputs));
    }

    public static InvalidOperationException NotFitted(string operation) =>
        new($"{operation}: call Fit with the training data first.");
}
