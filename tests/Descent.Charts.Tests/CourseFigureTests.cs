using System.Text.Json.Nodes;

namespace Descent.Charts.Tests;

public sealed class CourseFigureTests
{
    [Fact]
    public void A_decision_boundary_classifies_the_whole_plane_in_one_call()
    {
        var calls = 0;
        var figure = Chart.DecisionBoundary(
            plane =>
            {
                calls++;
                return [.. Enumerable.Range(0, plane.GetLength(0)).Select(i => plane[i, 0] > 0.6 ? 1 : 0)];
            },
            new double[,] { { 0, 0 }, { 1, 1 } }, [0, 1], resolution: 3);

        Assert.Equal(1, calls);
        var regions = Data(figure)[0]!;
        Assert.Equal("heatmap", (string)regions["type"]!);
        Assert.Equal("[[0,0,1],[0,0,1],[0,0,1]]", regions["z"]!.ToJsonString());
        Assert.Equal(3, Data(figure).Count);
    }

    [Fact]
    public void A_score_is_drawn_around_its_threshold_with_a_line_there()
    {
        var data = Data(Chart.DecisionBoundary((x, y) => x - y, new double[,] { { 0, 1 }, { 1, 0 } }, [0, 1], threshold: 0));
        Assert.Equal(-(double)data[0]!["zmin"]!, (double)data[0]!["zmax"]!);
        Assert.Equal(0, (double)data[1]!["contours"]!["start"]!);
        Assert.Equal("lines", (string)data[1]!["contours"]!["coloring"]!);
    }

    [Fact]
    public void A_decision_boundary_shows_the_part_of_the_plane_that_is_asked_for()
    {
        var data = Data(Chart.DecisionBoundary((x, y) => x - y, new double[,] { { 0, 1 }, { 1, 0 } }, [0, 1], x: (-4, 4), y: (-1, 3)));
        var (xs, ys) = (data[0]!["x"]!.AsArray(), data[0]!["y"]!.AsArray());
        Assert.Equal((-4.0, 4.0), ((double)xs[0]!, (double)xs[^1]!));
        Assert.Equal((-1.0, 3.0), ((double)ys[0]!, (double)ys[^1]!));
    }

    [Fact]
    public void Scores_of_two_figures_have_the_same_colours_where_the_reach_is_given()
    {
        double[,] points = { { 0, 1 }, { 1, 0 } };
        var map = Data(Chart.DecisionBoundary((x, y) => 0.5 + 0.01 * x, points, [0, 1], reach: 0.5))[0]!;

        Assert.Equal((0, 1), ((double)map["zmin"]!, (double)map["zmax"]!));
        var error = Assert.Throws<ArgumentException>(() => Chart.DecisionBoundary((x, y) => x, points, [0, 1], reach: 0));
        Assert.Contains("reach is 0, but must be above 0", error.Message);
    }

    [Fact]
    public void A_model_is_drawn_in_evaluation_mode_and_left_as_it_was()
    {
        var data = new DataSet(Tensor.From(new float[,] { { 0, 0 }, { 1, 1 } }), Tensor.From(new float[] { 0, 1 }), ["length", "width"], ["a", "b"]);
        var model = new Sequential(new Linear(2, 2), new Dropout(0.5f));
        var figure = Chart.DecisionBoundary(model, data);
        Assert.True(model.IsTraining);
        Assert.Equal("length", (string)JsonNode.Parse(figure.ToJson())!["layout"]!["xaxis"]!["title"]!["text"]!);
        Assert.All(model.Parameters(), parameter => Assert.Null(parameter.Grad));
    }

    [Fact]
    public void A_model_with_one_score_is_refused_with_the_way_out()
    {
        var data = new DataSet(Tensor.From(new float[,] { { 0, 0 }, { 1, 1 } }), Tensor.From(new float[] { 0, 1 }), classNames: ["a", "b"]);
        var error = Assert.Throws<ArgumentException>(() => Chart.DecisionBoundary(new Linear(2, 1), data));
        Assert.Contains("use the overload that takes a function of x and y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_confusion_matrix_says_counts_and_colours_shares_of_the_true_class()
    {
        var trace = Data(Chart.ConfusionMatrix(new[,] { { 3, 1 }, { 0, 0 } }, ["a", "b"]))[0]!;
        Assert.Equal("""[["3","1"],["0","0"]]""", trace["text"]!.ToJsonString());
        Assert.Equal("[[0.75,0.25],[0,0]]", trace["z"]!.ToJsonString());
        Assert.Equal("""["a","b"]""", trace["x"]!.ToJsonString());
        var same = Chart.ConfusionMatrix(new ConfusionMatrix(new[,] { { 3, 1 }, { 0, 0 } }, ["a", "b"]));
        Assert.Equal(trace.ToJsonString(), Data(same)[0]!.ToJsonString());
    }

    [Fact]
    public void A_training_history_has_a_panel_for_the_loss_and_one_for_the_metric()
    {
        Assert.Equal(2, Data(Chart.TrainingHistory([1.0, 0.5], [1.1, 0.6])).Count);
        var history = new History([new(1, 1, 1.1, 0.5, 0.4, 0.1, 1), new(2, 0.5, 0.6, 0.7, 0.6, 0.1, 1), new(3, 0.4, 0.7, 0.8, 0.6, 0.1, 1)], "accuracy");
        var figure = JsonNode.Parse(Chart.TrainingHistory(history).ToJson())!;
        Assert.Equal(4, figure["data"]!.AsArray().Count);
        Assert.Equal("[1,2,3]", figure["data"]![0]!["x"]!.ToJsonString());
        Assert.Equal("accuracy", (string)figure["layout"]!["yaxis2"]!["title"]!["text"]!);
        Assert.Equal(2, (double)figure["layout"]!["shapes"]![0]!["x0"]!);
        Assert.Equal(2, figure["data"]!.AsArray().Count(trace => (bool)trace!["showlegend"]!));
    }

    [Fact]
    public void Images_stand_in_rows_with_gaps_and_captions()
    {
        var figure = Chart.Images(Enumerable.Range(1, 3).Select(n => new double[,] { { n, n }, { n, n } }), ["a", "b", "c"], columns: 2);
        var sheet = Data(figure)[0]!["z"]!.AsArray();
        Assert.Contains("[1,1,null,2,2]", sheet.Select(row => row!.ToJsonString()));
        Assert.Contains("[3,3,null,null,null]", sheet.Select(row => row!.ToJsonString()));
        Assert.Equal(["a", "b", "c"], JsonNode.Parse(figure.ToJson())!["layout"]!["annotations"]!.AsArray().Select(text => (string)text!["text"]!));
    }

    [Fact]
    public void Images_of_weights_take_colours_and_their_range()
    {
        var figure = Chart.Images([-0.5, 0.25, 0.0, 1.0], 1, 2, scale: ColorScale.BlueRed, range: (-1, 1));
        var sheet = Data(figure)[0]!;
        Assert.Equal((-1.0, 1.0), ((double)sheet["zmin"]!, (double)sheet["zmax"]!));
        Assert.Equal(figure.ToJson(), Chart.Images(Tensor.From([-0.5, 0.25, 0.0, 1.0], 2, 1, 2), scale: ColorScale.BlueRed, range: (-1, 1)).ToJson());
        Assert.DoesNotContain("grey", figure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(12, 6)]
    [InlineData(20, 10)]
    [InlineData(25, 5)]
    [InlineData(27, 9)]
    public void Images_fill_their_rows(int count, int columns)
    {
        var chosen = Chart.Images(new double[4 * count], 2, 2).ToJson();
        Assert.Equal(Chart.Images(new double[4 * count], 2, 2, columns: columns).ToJson(), chosen);
    }

    [Fact]
    public void Flat_pixels_and_tensors_make_the_same_picture()
    {
        double[] pixels = [1, 2, 3, 4, 5, 6, 7, 8];
        var expected = Chart.Images([new double[,] { { 1, 2 }, { 3, 4 } }, new double[,] { { 5, 6 }, { 7, 8 } }]).ToJson();
        Assert.Equal(expected, Chart.Images(pixels, 2, 2).ToJson());
        Assert.Equal(expected, Chart.Images(Tensor.From(pixels, 2, 4)).ToJson());
        Assert.Equal(expected, Chart.Images(Tensor.From(pixels, 2, 2, 2)).ToJson());
    }

    [Fact]
    public void Data_sets_bring_their_names()
    {
        var figure = JsonNode.Parse(Chart.Scatter(Iris.Load(), 2, 3).ToJson())!;
        Assert.Equal(3, figure["data"]!.AsArray().Count);
        Assert.Contains("petal", (string)figure["layout"]!["xaxis"]!["title"]!["text"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("20 grey images of 8 x 8 pixels", Chart.Images(Digits.Load()).ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Chart.Images(Iris.Load()));
        Assert.Throws<ArgumentException>(() => Chart.Scatter(Iris.Load(), 0, 4));
    }

    [Fact]
    public void Tensors_are_drawn_like_arrays()
    {
        Assert.Equal(Chart.Line([1.0, 2]).ToJson(), Chart.Line(Tensor.From([1.0, 2])).ToJson());
        Assert.Equal(Chart.Histogram([1.0, 2], 2).ToJson(), Chart.Histogram(Tensor.From([1.0, 2]), 2).ToJson());
        Assert.Equal(Chart.Heatmap(new double[,] { { 1, 2 } }).ToJson(), Chart.Heatmap(Tensor.From(new double[,] { { 1, 2 } })).ToJson());
        Assert.Throws<ArgumentException>(() => Chart.Heatmap(Tensor.From([1.0, 2])));
    }

    [Fact]
    public void A_descent_of_many_updates_has_sixty_frames_with_the_first_and_the_last()
    {
        var points = Enumerable.Range(0, 1001).Select(i => (1.0 / (i + 1), 0.0)).ToList();
        var frames = JsonNode.Parse(Chart.AnimateDescent((x, y) => x * x + y * y, (-1, 1), (-1, 1), [new DescentPath("GD", points)]).ToJson())!["frames"]!.AsArray();
        Assert.Equal(60, frames.Count);
        Assert.Equal(("0", "1000"), ((string)frames[0]!["name"]!, (string)frames[^1]!["name"]!));
        Assert.Equal(1001, frames[^1]!["data"]![0]!["x"]!.AsArray().Count);
    }

    [Fact]
    public void Paths_that_leave_the_map_do_not_widen_it_and_stay_off_the_surface()
    {
        var path = new DescentPath("too fast", [(0, 0), (50, 50)]);
        Assert.Equal("[-1,1]", JsonNode.Parse(Chart.LossContour((x, y) => x, (-1, 1), (-1, 1), [path]).ToJson())!["layout"]!["xaxis"]!["range"]!.ToJsonString());
        Assert.Single(Data(Chart.LossSurface((x, y) => x, (-1, 1), (-1, 1), [path]))[1]!["x"]!.AsArray());
    }

    [Fact]
    public void Paths_of_an_animation_may_be_given_every_tenth_update()
    {
        List<(double, double)> points = [(0, 0), (0.1, 0), (0.2, 0), (0.3, 0)];
        var frames = JsonNode.Parse(Chart.AnimateDescent(
            (x, y) => x * x + y * y, (-1, 1), (-1, 1), [new DescentPath("slow", points) { Every = 10 }, new DescentPath("slower", points[..2]) { Every = 20 }]).ToJson())!["frames"]!.AsArray();
        Assert.Equal(["0", "10", "20", "30"], frames.Select(frame => (string)frame!["name"]!));
        Assert.Equal([1, 1, 2, 2], frames.Select(frame => frame!["data"]![2]!["x"]!.AsArray().Count));
    }

    [Fact]
    public void A_path_takes_its_colour_and_dashes_and_may_stay_out_of_the_legend()
    {
        var plain = new DescentPath("", [(0, 0), (1, 1)]);
        var dressed = new DescentPath("Adam", plain.Points) { Color = Palette.Purple, Dashed = true };
        foreach (var figure in new[] { Chart.LossContour((x, y) => x, (-1, 1), (-1, 1), [dressed, plain]), Chart.LossSurface((x, y) => x, (-1, 1), (-1, 1), [dressed, plain]) })
        {
            var lines = Data(figure).Where(trace => ((string?)trace!["mode"])?.StartsWith("lines", StringComparison.Ordinal) == true).ToArray();
            Assert.Equal((Palette.Purple, "dash", "lines", true), ((string)lines[0]!["line"]!["color"]!, (string)lines[0]!["line"]!["dash"]!, (string)lines[0]!["mode"]!, (bool)lines[0]!["showlegend"]!));
            Assert.Equal(("lines+markers", false), ((string)lines[1]!["mode"]!, (bool)lines[1]!["showlegend"]!));
        }
    }

    private static JsonArray Data(Figure figure) => JsonNode.Parse(figure.ToJson())!["data"]!.AsArray();
}
