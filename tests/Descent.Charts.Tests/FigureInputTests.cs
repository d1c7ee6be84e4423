using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Charts.Tests;

public sealed class FigureInputTests
{
    public static TheoryData<string, Func<object>, string> Mistakes => new()
    {
        { "lengths", () => Chart.Line([1, 2, 3], [1, 2]), "Line: x has 3 values and y has 2; they must have as many." },
        { "no data", () => Chart.Line(Array.Empty<double>()), "Line: y is empty; it needs at least one value." },
        { "labels", () => Chart.Scatter([1], [1], labels: ["a", "b"]), "Scatter: x has 1 values and labels has 2; they must have as many." },
        { "points", () => Chart.Scatter(new double[2, 3], [0, 1]), "Scatter: points are 2 x 3; points in the plane are n x 2." },
        { "classes", () => Chart.Scatter(new double[2, 2], [0]), "Scatter: points has 2 values and classes has 1; they must have as many." },
        { "class", () => Chart.Scatter(new double[2, 2], [0, 2], ["a", "b"]), "Scatter: class 2 is not one of the 2 classes 0 to 1." },
        { "negative class", () => Chart.Scatter(new double[2, 2], [0, -1]), "Scatter: class -1 is not one of the 1 classes 0 to 0." },
        { "range", () => Chart.Function(Math.Sin, 2, 1), "Function: the range runs from 2 to 1; it must run from a lower to a higher number." },
        { "NaN range", () => Chart.Contour((x, y) => x, (double.NaN, 1), (0, 1)), "Contour: the range runs from NaN to 1; it must run from a lower to a higher number." },
        { "few points", () => Chart.Function(Math.Sin, 0, 1, points: 1), "Function: 1 points; it takes at least 2 to span a range." },
        { "bars", () => Chart.Bar(["a"], [1, 2]), "Bar: labels has 1 values and values has 2; they must have as many." },
        { "no finite value", () => Chart.Histogram([double.NaN]), "Histogram: none of the values is finite." },
        { "no bins", () => Chart.Histogram([1.0], bins: 0), "Histogram: 0 bins; it takes at least 1." },
        { "empty matrix", () => Chart.Heatmap(new double[0, 3]), "Heatmap: values is 0 x 3; it needs at least one value." },
        { "names", () => Chart.Heatmap(new double[2, 2], ["a"]), "Heatmap: a row has 2 values and columnNames has 1; they must have as many." },
        { "places", () => Chart.Heatmap(new double[2, 3], [1.0, 2], [1.0, 2]), "Heatmap: a row of values has 3 values and x has 2; they must have as many." },
        { "falling places", () => Chart.Heatmap(new double[1, 2], [2.0, 1], [1.0]), "Heatmap: x goes from 2 to 1; places must rise." },
        { "no place", () => Chart.Heatmap(new double[1, 2], [1, double.NaN], [1.0]), "Heatmap: x holds NaN; every place must be a number." },
        { "no logarithm of a cell", () => Chart.Heatmap(new double[,] { { 0 } }, [1.0], [1.0], logarithmic: true), "Heatmap: the value 0 has no logarithm; add a constant to the function, or leave logarithmic out." },
        { "no logarithm of a colour", () => Chart.Heatmap(new double[,] { { 1 } }, [1.0], [1.0], logarithmic: true, range: (0, 1)), "Heatmap: the colours start at 0, which has no logarithm; they must start above 0." },
        { "grid", () => Chart.Contour(new double[2, 3], [1, 2], [1, 2]), "Contour: a row of values has 3 values and x has 2; they must have as many." },
        { "no logarithm", () => Chart.Contour((x, y) => x, (-1, 1), (0, 1), logarithmic: true), "Contour: the value -1 has no logarithm; add a constant to the function, or leave logarithmic out." },
        { "one panel", () => Chart.SideBySide(Chart.Line([1])), "SideBySide: 1 figures; a row holds 2 to 6." },
        { "no frames", () => Chart.Animate([]), "Animate: there are no frames; it needs at least one." },
        { "frames", () => Chart.Animate([Chart.Line([1]), Chart.Line([1]).AddLine([2])]), "Animate: frame 0 has 1 traces and frame 1 has 2; every frame needs as many, at least one." },
        { "kinds", () => Chart.Animate([Chart.Line([1]), Chart.Bar(["a"], [1])]), "Animate: frame 1 is made of other kinds of traces than frame 0." },
        { "twice", () => Chart.Animate([Chart.Line([1]), Chart.Line([1])], ["a", "a"]), "Animate: the label “a” names 2 frames; the slider needs a different one for each." },
        { "plane and space", () => Chart.Line([1]).AddSurface((x, y) => x, (0, 1), (0, 1)), "Figure: a plot in the plane and a plot in space cannot share axes; use Chart.SideBySide." },
        { "log range", () => Chart.Line([1]).WithLogY().WithYRange(0, 1), "WithYRange: a logarithmic axis cannot start at 0; it must start above 0." },
        { "ticks", () => Chart.Line([1]).WithXTicks([1, 2], ["a"]), "WithXTicks: at has 2 values and labels has 1; they must have as many." },
        { "ragged images", () => Chart.Images([new double[2, 2], new double[2, 3]]), "Images: image 0 is 2 x 2 and image 1 is 2 x 3; all must be of one size." },
        { "no images", () => Chart.Images(Array.Empty<double[,]>()), "Images: none; a picture holds 1 to 400." },
        { "half an image", () => Chart.Images(new double[10], 2, 3), "Images: 10 pixels are not whole images of 2 x 3." },
        { "captions", () => Chart.Images([new double[2, 2]], ["a", "b"]), "Images: images has 1 values and captions has 2; they must have as many." },
        { "history", () => Chart.TrainingHistory([1.0, 2], [1.0]), "TrainingHistory: trainLoss has 2 values and validationLoss has 1; they must have as many." },
        { "not square", () => Chart.ConfusionMatrix(new int[2, 3]), "ConfusionMatrix: counts are 2 x 3; they must be square, a row and a column for each class." },
        { "negative count", () => Chart.ConfusionMatrix(new[,] { { -1 } }), "ConfusionMatrix: a count is -1; none can be below 0." },
        { "no path", () => Chart.AnimateDescent((x, y) => x, (0, 1), (0, 1), []), "AnimateDescent: there are no paths; it needs at least one." },
        { "empty path", () => Chart.LossContour((x, y) => x, (0, 1), (0, 1), [new DescentPath("SGD", [])]), "LossContour: the path “SGD” has no points; it needs at least its start." },
        { "points no updates apart", () => Chart.LossContour((x, y) => x, (0, 1), (0, 1), [new DescentPath("SGD", [(0, 0)]) { Every = 0 }]), "LossContour: the path “SGD” has 0 updates between two points; it must be at least 1." },
        { "too few answers", () => Chart.DecisionBoundary(_ => new int[3], new double[,] { { 0, 0 }, { 1, 1 } }, [0, 1]), "DecisionBoundary: the grid has 14641 values and the classifier's answer has 3; they must have as many." },
        { "unknown answer", () => Chart.DecisionBoundary(p => [.. Enumerable.Repeat(7, p.GetLength(0))], new double[,] { { 0, 0 }, { 1, 1 } }, [0, 1], ["a", "b"]), "DecisionBoundary: the classifier gave class 7; there are 2 classes, 0 to 1." },
        { "no layer", () => Chart.Network(3), "Network: layers of 3 units; it takes at least two layers of at least one unit." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Bad_input_is_refused_with_what_was_given_and_what_would_fit(string mistake, Func<object> act, string message)
    {
        Assert.NotEmpty(mistake);
        var error = Assert.ThrowsAny<ArgumentException>(act);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_histogram_counts_every_finite_value_once() =>
        Prop.ForAll<double[]>(values =>
        {
            var finite = values.Where(double.IsFinite).Where(value => Math.Abs(value) < 1e100).ToArray();
            if (finite.Length == 0)
                return;
            var bars = JsonNode.Parse(Chart.Histogram(finite).ToJson())!["data"]![0]!["y"]!.AsArray();
            Assert.Equal(finite.Length, bars.Sum(bar => (double)bar!));
            Assert.InRange(bars.Count, 1, 60);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_figure_does_not_see_later_changes_of_its_data()
    {
        var values = new[] { 1.0, 2 };
        var matrix = new double[,] { { 1 } };
        var (line, heatmap) = (Chart.Line(values), Chart.Heatmap(matrix));
        (values[0], matrix[0, 0]) = (9, 9);
        Assert.Contains("[1,2]", line.ToJson(), StringComparison.Ordinal);
        Assert.Contains("[[1]]", heatmap.ToJson(), StringComparison.Ordinal);
    }
}
