namespace Descent.Tests.Training;

/// <summary>Expected numbers are scikit-learn 1.2.1's.</summary>
public sealed class MetricsTests
{
    private static readonly Tensor Actual = Tensor.From([0f, 0, 0, 1, 1, 2, 2, 2, 2, 3]);
    private static readonly Tensor Predicted = Tensor.From([0f, 1, 0, 1, 1, 2, 0, 2, 1, 1]);
    private static readonly Tensor Values = Tensor.From([0.5, 1, -1, 1, 7, -6, 2, 3], 4, 2);
    private static readonly Tensor Guesses = Tensor.From([0.0, 2, -1, 2, 8, -5, 2.5, 2.25], 4, 2);

    [Fact]
    public void Accuracy_takes_labels_scores_and_one_hot()
    {
        Assert.Equal(0.6, Metrics.Accuracy(Predicted, Actual));
        Assert.Equal(0.6, Metrics.Accuracy(OneHot.Encode(Predicted, 4), Actual));
        Assert.Equal(0.6, Metrics.Accuracy(OneHot.Encode(Predicted, 4), OneHot.Encode(Actual, 4)));
        Assert.Equal(0.6, Metrics.Accuracy(Predicted.Reshape(10, 1), Actual.Reshape(10, 1)));
    }

    [Fact]
    public void Accuracy_above_a_threshold_takes_one_output()
    {
        Assert.Equal(0.75, Metrics.AccuracyAbove(0.5)(Tensor.From([0.2f, 0.9f, 0.5f, 0.6f], 4, 1), Tensor.From([0f, 1, 1, 1], 4, 1)));
        Assert.Equal(1, Metrics.AccuracyAbove(0)(Tensor.From([-3f, 0.1f]), Tensor.From([0f, 1])));
        Assert.Throws<ArgumentException>(() => Metrics.AccuracyAbove(0)(Tensor.From([-3f, 0.1f]), Tensor.From([0f, 2])));
    }

    [Fact]
    public void The_confusion_matrix_counts_actual_by_predicted()
    {
        var matrix = ConfusionMatrix.From(Predicted, Actual);
        Assert.Equal(new[,] { { 2, 1, 0, 0 }, { 0, 2, 0, 0 }, { 1, 1, 2, 0 }, { 0, 1, 0, 0 } }, matrix.ToArray());
        Assert.Equal(1, matrix[2, 0]);
        Assert.Equal(0.6, matrix.Accuracy);
        Close([0.6666666666666666, 0.4, 1.0, 0.0], matrix.Classes.Select(score => score.Precision));
        Close([0.6666666666666666, 1.0, 0.5, 0.0], matrix.Classes.Select(score => score.Recall));
        Close([0.6666666666666666, 0.5714285714285715, 0.6666666666666666, 0.0], matrix.Classes.Select(score => score.F1));
        Assert.Equal([3, 2, 4, 1], matrix.Classes.Select(score => score.Support));
        Close([0.5166666666666666, 0.5416666666666666, 0.47619047619047616], [matrix.MacroPrecision, matrix.MacroRecall, matrix.MacroF1]);
    }

    [Fact]
    public void Division_by_zero_gives_zero_and_unseen_classes_do_not_count()
    {
        var matrix = ConfusionMatrix.From(Tensor.From(new float[10]), Actual, ["a", "b", "c", "d", "never"]);
        Close([0.075, 0.25, 0.11538461538461538], [matrix.MacroPrecision, matrix.MacroRecall, matrix.MacroF1]);
        Assert.Equal(0, matrix.Classes[4].F1);
    }

    [Fact]
    public void The_confusion_matrix_shows_itself()
    {
        var matrix = new ConfusionMatrix(new[,] { { 5, 1 }, { 0, 4 } }, ["<a>", "b"]);
        Assert.Contains("10 rows, accuracy 0.900", matrix.ToString());
        Assert.Contains("&lt;a&gt;", matrix.ToHtml());
        Assert.DoesNotContain("<a>", matrix.ToHtml());
        Assert.Equal(
            """
            actual \ predicted  <a>   b  precision  recall     f1
            <a>                   5   1      1.000   0.833  0.909
            b                     0   4      0.800   1.000  0.889
            10 rows, accuracy 0.900, macro precision 0.900, recall 0.917, F1 0.899
            """,
            matrix.ToString());
    }

    [Fact]
    public void Regression_metrics_give_scikit_learns_numbers()
    {
        Assert.Equal(0.9411730071208888, Metrics.R2(Guesses, Values), 1e-14);
        Assert.Equal(0.71875, Metrics.MeanAbsoluteError(Guesses, Values), 1e-14);
        Assert.Equal(0.6328125, Metrics.MeanSquaredError(Guesses, Values), 1e-14);
        Assert.Equal(1, Metrics.MaxError(Guesses, Values));
        Assert.Equal(1, Metrics.R2(Tensor.From([1.0, 1, 1]), Tensor.From([1.0, 1, 1])));
        Assert.Equal(0, Metrics.R2(Tensor.From([1.0, 2, 1]), Tensor.From([1.0, 1, 1])));
    }

    [Fact]
    public void NaN_is_not_hidden()
    {
        var nan = Tensor.From([1.0, double.NaN, 3]);
        var right = Tensor.From([1.0, 2, 3]);
        Assert.True(double.IsNaN(Metrics.MaxError(nan, right)));
        Assert.True(double.IsNaN(Metrics.MeanSquaredError(nan, right)));
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(Tensor.From([1.0, 2, 3, double.NaN], 2, 2), Tensor.From([1.0, 1]))).Message);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Contains("(4, 2) and targets (10,)", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(Values, Actual)).Message);
        Assert.Contains("(4, 2) and targets (10,)", Assert.Throws<ArgumentException>(() => Metrics.R2(Values, Actual)).Message);
        Assert.Throws<ArgumentException>(() => Metrics.MaxError(Tensor.From([1.0, 2], 2, 1), Tensor.From([1.0, 2])));
        Assert.Throws<ArgumentException>(() => Metrics.R2(Tensor.From([1.0]), Tensor.From([1.0])));
    }

    [Fact]
    public void Labels_and_counts_that_are_none_are_refused()
    {
        Assert.Contains("row 1 is 0.5", Assert.Throws<ArgumentException>(() => Metrics.Accuracy(Tensor.From([0, 0.5]), Tensor.From([0.0, 1]))).Message);
        Assert.Contains("row 9 is 3", Assert.Throws<ArgumentException>(() => ConfusionMatrix.From(Predicted, Actual, ["a", "b", "c"])).Message);
        Assert.Throws<ArgumentException>(() => ConfusionMatrix.From(Tensor.From([1e9]), Tensor.From([0.0])));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new int[2, 3]));
        Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new[,] { { -1 } }));
    }

    private static void Close(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        foreach (var (want, have) in expected.Zip(actual, (want, have) => (want, have)))
            Assert.Equal(want, have, 1e-14);
    }
}
