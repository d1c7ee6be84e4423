using Descent.Charts.Rendering;

namespace Descent.Charts;

/// <content>Figures of what the library computes: tensors, data sets, models, trainings.</content>
public static partial class Chart
{
    /// <summary>A line through the values of a tensor, over 0, 1, 2, ...</summary>
    /// <param name="y">The values; any shape, read in order.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <returns>A figure.</returns>
    public static Figure Line(Tensor y, string? name = null) => Line(Values(nameof(Line), y, nameof(y)), name);

    /// <summary>A line through points whose coordinates are tensors.</summary>
    /// <param name="x">Where, on the x axis.</param>
    /// <param name="y">The values, as many.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Figure Line(Tensor x, Tensor y, string? name = null) =>
        Line(Values(nameof(Line), x, nameof(x)), Values(nameof(Line), y, nameof(y)), name);

    /// <summary>How many values of a tensor lie in each of some intervals of equal width.</summary>
    /// <param name="values">The values; any shape.</param>
    /// <param name="bins">How many intervals; chosen from the data when it is left out.</param>
    /// <param name="name">Its name in the legend.</param>
    /// <returns>A figure.</returns>
    public static Figure Histogram(Tensor values, int? bins = null, string? name = null) =>
        Histogram(Values(nameof(Histogram), values, nameof(values)), bins, name);

    /// <summary>A matrix as coloured cells, row 0 on top as it is printed.</summary>
    /// <param name="values">The matrix, shape (rows, columns).</param>
    /// <param name="columnNames">The names of the columns.</param>
    /// <param name="rowNames">The names of the rows.</param>
    /// <param name="showValues">Writes each value into its cell.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="range">The values of the first and the last colour.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The tensor is not a matrix, or names are missing.</exception>
    public static Figure Heatmap(Tensor values, IEnumerable<string>? columnNames = null, IEnumerable<string>? rowNames = null, bool showValues = false, ColorScale scale = ColorScale.Viridis, (double From, double To)? range = null) =>
        Heatmap(Matrix(nameof(Heatmap), values, nameof(values)), columnNames, rowNames, showValues, scale, range);

    /// <summary>Two features of a data set, each class in its own colour and shape.</summary>
    /// <param name="data">A data set with classes.</param>
    /// <param name="xFeature">The column of its inputs that runs to the right.</param>
    /// <param name="yFeature">The column of its inputs that runs upwards.</param>
    /// <returns>A figure whose axes bear the features' names.</returns>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    /// <exception cref="InvalidOperationException">The data have no classes.</exception>
    public static Figure Scatter(DataSet data, int xFeature = 0, int yFeature = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var inputs = Matrix(nameof(Scatter), data.Inputs, nameof(data));
        foreach (var feature in new[] { xFeature, yFeature })
        {
            if (feature < 0 || feature >= inputs.GetLength(1))
                throw new ArgumentException($"Scatter: there is no feature {feature}; {data.Name} has {inputs.GetLength(1)}, 0 to {inputs.GetLength(1) - 1}.", nameof(xFeature));
        }

        var points = new double[data.Count, 2];
        for (var i = 0; i < data.Count; i++)
            (points[i, 0], points[i, 1]) = (inputs[i, xFeature], inputs[i, yFeature]);
        string Named(int feature) => data.FeatureNames.Count > 0 ? data.FeatureNames[feature] : $"feature {feature}";
        return Scatter(points, data.Labels(), data.ClassNames).WithTitle(data.Name).WithAxes(Named(xFeature), Named(yFeature));
    }

    /// <summary>The regions of the plane that a model assigns to each class, with the data on top.</summary>
    /// <param name="model">Takes inputs (n, 2) and gives a score for each class, (n, classes). It is run in evaluation mode.</param>
    /// <param name="data">Data with two features, prepared as the model takes them, and classes.</param>
    /// <param name="resolution">How many columns and rows of the plane to classify.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The data have not two features, or the model gives one score a row.</exception>
    public static Figure DecisionBoundary(Module model, DataSet data, int resolution = 121)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var points = Matrix(nameof(DecisionBoundary), data.Inputs, nameof(data));
        if (points.GetLength(1) != 2)
            throw new ArgumentException($"DecisionBoundary: {data.Name} has {points.GetLength(1)} features; a plane has 2.", nameof(data));
        var training = model.IsTraining;
        model.Eval();
        try
        {
            var figure = DecisionBoundary(Classify, points, data.Labels(), data.ClassNames, resolution);
            return data.FeatureNames.Count > 0 ? figure.WithAxes(data.FeatureNames[0], data.FeatureNames[1]) : figure;
        }
        finally
        {
            if (training)
                model.Train();
        }

        int[] Classify(double[,] plane)
        {
            using (NoGrad.Begin())
            {
                var scores = model.Forward(Tensor.From(plane).To(data.Inputs.DType));
                if (scores.Rank != 2 || scores.Shape[1] < 2)
                    throw new ArgumentException($"DecisionBoundary: the model gives {scores.Shape} for {plane.GetLength(0)} points; it must give (n, classes). For one score a point use the overload that takes a function of x and y.", nameof(model));
                return [.. scores.ArgMax(1).ToArray<double>().Select(label => (int)label)];
            }
        }
    }

    /// <summary>The loss after each epoch, and the metric beside it where there is one; the epoch with the best loss is marked.</summary>
    /// <param name="history">What <c>Trainer.Fit</c> gave.</param>
    /// <returns>A figure of one or two panels.</returns>
    public static Figure TrainingHistory(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        static IReadOnlyList<double>? Whole(IReadOnlyList<double> values, int epochs) => values.Count == epochs ? values : null;
        return TrainingHistory(
            history.TrainLosses,
            Whole(history.ValidationLosses, history.Count),
            Whole(history.TrainMetrics, history.Count),
            Whole(history.ValidationMetrics, history.Count),
            history.MetricName,
            history.ValidationLosses.Count == history.Count ? history.Best.Epoch : null);
    }

    /// <summary>How often each class was taken for each other: true classes in rows, predicted ones in columns.</summary>
    /// <param name="matrix">The counts.</param>
    /// <returns>A figure; each cell says its count and is the darker, the larger its share of its row.</returns>
    public static Figure ConfusionMatrix(ConfusionMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return ConfusionMatrix(matrix.ToArray(), matrix.ClassNames);
    }

    /// <summary>The first images of a data set, each with its class.</summary>
    /// <param name="data">A data set of grey images, such as <c>Digits.Load()</c>.</param>
    /// <param name="count">How many; all when there are fewer.</param>
    /// <param name="columns">How many images stand in a row.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The data are not images.</exception>
    public static Figure Images(DataSet data, int count = 20, int? columns = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (data.ImageSize is not var (height, width))
            throw new ArgumentException($"Images: {data.Name} does not hold images; its ImageSize is not set.", nameof(data));
        var shown = data.Take(Math.Min(count, data.Count));
        return Images(
            shown.Inputs.ToArray<double>(), height, width,
            data.ClassNames.Count > 0 ? shown.Labels().Select(label => data.ClassNames[label]) : null, columns);
    }

    /// <summary>Grey images in rows, as one picture.</summary>
    /// <param name="images">The images, shape (n, height, width), or (n, height × width) for square ones.</param>
    /// <param name="captions">What stands above each image, n of them.</param>
    /// <param name="columns">How many images stand in a row; at most 10 when it is left out.</param>
    /// <param name="scale">The colours.</param>
    /// <param name="range">The values of the first and the last colour; those of the data when it is left out.</param>
    /// <returns>A figure.</returns>
    /// <exception cref="ArgumentException">The shape is another, or captions are missing.</exception>
    public static Figure Images(Tensor images, IEnumerable<string>? captions = null, int? columns = null, ColorScale scale = ColorScale.Grey, (double From, double To)? range = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        var side = images.Rank == 2 ? (int)Math.Round(Math.Sqrt(images.Shape[1])) : 0;
        if (images.Rank != 3 && (images.Rank != 2 || side * side != images.Shape[1]))
            throw new ArgumentException($"Images: {images.Shape} are not images; they are (n, height, width), or (n, pixels) for square ones.", nameof(images));
        return images.Rank == 3
            ? Images(images.ToArray<double>(), images.Shape[1], images.Shape[2], captions, columns, scale, range)
            : Images(images.ToArray<double>(), side, side, captions, columns, scale, range);
    }

    private static double[] Values(string operation, Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return Input.Numbers(tensor.ToArray<double>(), operation, name);
    }

    private static double[,] Matrix(string operation, Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor, name);
        return tensor.Rank == 2
            ? tensor.ToArray2D()
            : throw new ArgumentException($"{operation}: the tensor is {tensor.Shape}; it must be a matrix.", name);
    }
}
