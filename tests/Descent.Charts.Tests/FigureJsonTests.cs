using System.Text.Json;
using System.Text.Json.Nodes;

namespace Descent.Charts.Tests;

public sealed class FigureJsonTests
{
    public static TheoryData<string> Kinds => [.. Gallery.Figures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_figure_is_valid_JSON_with_data_and_a_layout(string kind)
    {
        var json = Gallery.Figures[kind]().ToJson();

        var figure = JsonNode.Parse(json)!;
        Assert.NotEmpty(figure["data"]!.AsArray());
        Assert.All(figure["data"]!.AsArray(), trace => Assert.NotNull(trace!["type"]));
        Assert.NotNull(figure["layout"]);
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", json, StringComparison.Ordinal);
        Assert.DoesNotContain('<', json);
    }

    [Fact]
    public void A_line_is_a_scatter_trace_with_its_data_name_and_colour()
    {
        var trace = Trace(Chart.Line([1, 2, 3], [0.5, 0.25, 1.0 / 3], name: "loss"));

        Assert.Equal(
            """{"type":"scatter","mode":"lines","name":"loss","showlegend":true,"x":[1,2,3],"y":[0.5,0.25,0.33333333],"line":{"color":"#0072B2","width":2.5},"hovertemplate":"(%{x:.5g}, %{y:.5g})"}""",
            trace.ToJsonString(Readable));
    }

    [Fact]
    public void Ten_classes_have_ten_shapes()
    {
        var figure = JsonNode.Parse(Chart.Scatter(new double[10, 2], Enumerable.Range(0, 10)).ToJson())!;
        Assert.Equal(10, figure["data"]!.AsArray().Select(trace => (string)trace!["marker"]!["symbol"]!).Distinct().Count());
    }

    [Fact]
    public void Titles_axes_and_size_are_in_the_layout()
    {
        var layout = Layout(Chart.Line([1, 2]).WithTitle("Loss").WithAxes("epoch", "cross-entropy").WithCaption("It falls.").WithSize(500, 300));

        Assert.Equal("Loss", (string)layout["title"]!["text"]!);
        Assert.Equal("epoch", (string)layout["xaxis"]!["title"]!["text"]!);
        Assert.Equal("cross-entropy", (string)layout["yaxis"]!["title"]!["text"]!);
        Assert.Equal("It falls.", (string)layout["meta"]!["caption"]!);
        Assert.Equal((500, 300), ((int)layout["width"]!, (int)layout["height"]!));
    }

    [Fact]
    public void A_drawing_goes_without_axes()
    {
        var layout = Layout(Chart.Line([1, 2]).WithoutAxes());

        Assert.False((bool)layout["xaxis"]!["visible"]!);
        Assert.False((bool)layout["yaxis"]!["visible"]!);
    }

    [Fact]
    public void What_is_not_a_number_becomes_null()
    {
        var trace = Trace(Chart.Line([0, 1, 2, 3], [1, double.NaN, double.PositiveInfinity, double.NegativeInfinity]));
        Assert.Equal("[1,null,null,null]", trace["y"]!.ToJsonString());
        var heatmap = Trace(Chart.Heatmap(new[,] { { double.NaN, 1 } }));
        Assert.Equal("[[null,1]]", heatmap["z"]!.ToJsonString());
    }

    [Fact]
    public void Numbers_of_any_type_are_taken_and_floats_keep_their_short_form()
    {
        Assert.Equal("[0.1,0.2]", Trace(Chart.Line(new[] { 0.1f, 0.2f }))["y"]!.ToJsonString());
        Assert.Equal("[3,4]", Trace(Chart.Line(Enumerable.Range(3, 2)))["y"]!.ToJsonString());
        Assert.Equal("[1E-07,123456789012]", Trace(Chart.Line(new[] { 1e-7, 123456789012 }))["y"]!.ToJsonString());
        Assert.Equal("[1,2.5]", Trace(Chart.Line(new List<decimal> { 1, 2.5m }))["y"]!.ToJsonString());
    }

    [Fact]
    public void Text_is_text_for_Plotly_and_cannot_close_a_script()
    {
        const string attack = "</script><script>alert(1)</script> a < b & c";
        var figure = Chart.Line([1, 2], name: attack).WithTitle(attack).WithAxes(attack, attack).AddAnnotation(1, 1, attack)
            .AddVerticalLine(1, attack).WithXTicks([1], [attack]).WithCaption(attack);

        var json = figure.ToJson();

        Assert.DoesNotContain("</script>", json, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; a &lt; b &amp; c", (string)Layout(figure)["title"]!["text"]!);
        Assert.Equal((string)Layout(figure)["title"]!["text"]!, (string)Trace(figure)["name"]!);
    }

    [Fact]
    public void Line_breaks_become_markup_and_letters_stay_readable()
    {
        var json = Chart.Line([1]).WithTitle("∂L/∂w₁\nnext").ToJson();
        Assert.Contains("∂L/∂w₁", json, StringComparison.Ordinal);
        Assert.Equal("∂L/∂w₁<br>next", (string)JsonNode.Parse(json)!["layout"]!["title"]!["text"]!);
    }

    [Fact]
    public void Series_without_a_colour_take_those_of_the_palette_in_order()
    {
        var data = JsonNode.Parse(Chart.Line([1]).AddLine([2], color: "red").AddLine([3]).ToJson())!["data"]!.AsArray();
        Assert.Equal(["#0072B2", "red", "#009E73"], data.Select(trace => (string)trace!["line"]!["color"]!));
    }

    [Fact]
    public void Logarithmic_axes_have_their_range_in_powers_of_ten()
    {
        var axis = Layout(Chart.Line([1, 10]).WithLogY().WithYRange(0.1, 1000))["yaxis"]!;
        Assert.Equal("log", (string)axis["type"]!);
        Assert.Equal("[-1,3]", axis["range"]!.ToJsonString());
    }

    [Fact]
    public void Notes_and_labels_on_a_logarithmic_axis_stand_at_powers_of_ten_and_lines_at_values()
    {
        var layout = Layout(Chart.Line([1, 1000], [1, 1000]).WithLogX().WithLogY().AddText(100, 10, "here").AddVerticalLine(10, "stop"));
        Assert.Equal((2, 1), ((double)layout["annotations"]![0]!["x"]!, (double)layout["annotations"]![0]!["y"]!));
        Assert.Equal(1, (double)layout["annotations"]![1]!["x"]!);
        Assert.Equal(10, (double)layout["shapes"]![0]!["x0"]!);
        Assert.Equal(1, (int)layout["yaxis"]!["dtick"]!);
    }

    [Fact]
    public void The_scale_of_colours_can_be_left_out()
    {
        var figure = Chart.Heatmap(new double[,] { { 1, 2 } });
        Assert.True((bool)Trace(figure)["showscale"]!);
        Assert.False((bool)Trace(figure.WithoutColorBar())["showscale"]!);
    }

    [Fact]
    public void A_scale_that_is_left_out_does_not_come_back_with_the_next_frame()
    {
        var film = JsonNode.Parse(Chart.Animate([Chart.Heatmap(new double[,] { { 1, 2 } }), Chart.Heatmap(new double[,] { { 2, 1 } })]).WithoutColorBar().ToJson())!;
        Assert.All(film["frames"]!.AsArray(), frame => Assert.False((bool)frame!["data"]![0]!["showscale"]!));
    }

    [Fact]
    public void A_heatmap_has_its_first_row_on_top_and_a_contour_its_lowest_y_below()
    {
        Assert.Equal("[1.5,-0.5]", Layout(Chart.Heatmap(new double[,] { { 1 }, { 2 } }))["yaxis"]!["range"]!.ToJsonString());
        Assert.Equal("[-1,3]", Layout(Chart.Contour((x, y) => x + y, (-2, 2), (-1, 3)))["yaxis"]!["range"]!.ToJsonString());
    }

    [Fact]
    public void A_heatmap_over_numbers_runs_upwards_and_its_cells_reach_half_way_to_the_next()
    {
        var layout = Layout(Chart.Heatmap(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, [1, 2, 6], [10.0, 20]));
        Assert.Equal("[0.5,8]", layout["xaxis"]!["range"]!.ToJsonString());
        Assert.Equal("[5,25]", layout["yaxis"]!["range"]!.ToJsonString());
        Assert.Null(layout["yaxis"]!["dtick"]);
    }

    [Fact]
    public void A_heatmap_on_a_logarithmic_axis_is_not_cut()
    {
        var layout = Layout(Chart.Heatmap(new double[,] { { 1, 2, 3 } }, [1, 10, 100], [5.0]).WithLogX().WithLogY());
        Assert.Equal([-0.5, 2.5], layout["xaxis"]!["range"]!.AsArray().Select(end => Math.Round((double)end!, 9)));
        Assert.Equal([Math.Round(Math.Log10(2.5), 6), 1], layout["yaxis"]!["range"]!.AsArray().Select(end => Math.Round((double)end!, 6)));
        Assert.Equal(1, (int)layout["xaxis"]!["dtick"]!);
    }

    [Fact]
    public void Colours_by_the_logarithm_keep_gaps_and_count_in_powers_of_ten()
    {
        var trace = Trace(Chart.Heatmap(new[,] { { 1e-3, double.NaN, 10 } }, [1.0, 2, 3], [1.0], logarithmic: true, range: (1e-30, 1e30)));
        Assert.Equal("[[-3,null,1]]", trace["z"]!.ToJsonString());
        Assert.Equal((-30, 30), ((double)trace["zmin"]!, (double)trace["zmax"]!));
        var ticks = trace["colorbar"]!["ticktext"]!.AsArray().Select(text => (string)text!).ToList();
        Assert.Equal(["1E-30", "1E-24"], ticks.Take(2));
        Assert.Equal("1E+30", ticks[^1]);
    }

    [Fact]
    public void The_third_name_of_the_axes_stands_at_the_scale_of_colours()
    {
        var figure = Chart.Heatmap(new double[,] { { 1, 2 } }).WithAxes("x", "y", "weight");
        Assert.Equal("weight", (string)Trace(figure)["colorbar"]!["title"]!["text"]!);
        var film = JsonNode.Parse(Chart.Animate([figure], on: new Figure().WithAxes("x", "y", "loss")).ToJson())!;
        Assert.Equal("loss", (string)film["frames"]![0]!["data"]![0]!["colorbar"]!["title"]!["text"]!);
        Assert.Null(Trace(Chart.Surface((x, y) => x, (0, 1), (0, 1)).WithAxes("x", "y", "loss"))["colorbar"]!["title"]);
    }

    [Fact]
    public void A_legend_of_several_rows_gets_room_for_them()
    {
        double Top(int curves) => (double)Layout(Enumerable.Range(0, curves)
            .Aggregate(new Figure().WithTitle("Curves"), (figure, i) => figure.AddLine([1, 2], $"a curve with a long name, number {i}")))["margin"]!["t"]!;
        Assert.Equal(Top(2) + 20, Top(3));
        Assert.Equal(Top(3) + 20, Top(5));
    }

    [Fact]
    public void A_function_of_two_variables_has_a_row_for_each_y()
    {
        var trace = Trace(Chart.Surface((x, y) => 10 * y + x, (0, 1), (0, 2), points: 2));
        Assert.Equal("[[0,1],[20,21]]", trace["z"]!.ToJsonString());
    }

    [Fact]
    public void Logarithmic_contours_are_drawn_by_power_and_hovered_by_value()
    {
        var trace = Trace(Chart.Contour(new[,] { { 1.0, 10 }, { 100, 1000 } }, [0, 1], [0, 1], logarithmic: true));
        Assert.Equal("[[0,1],[2,3]]", trace["z"]!.ToJsonString());
        Assert.Equal("[[1,10],[100,1000]]", trace["customdata"]!.ToJsonString());
        Assert.Equal("""["1","10","100","1000"]""", trace["colorbar"]!["ticktext"]!.ToJsonString());
    }

    [Fact]
    public void An_animation_has_a_frame_for_each_figure_that_replaces_only_what_moves()
    {
        var figure = Chart.Animate(
            [Chart.Scatter([1], [1]).WithTitle("one"), Chart.Scatter([2], [4]).WithTitle("two")],
            ["a", "b"], on: Chart.Function(x => x * x, 0, 3), prefix: "step ");

        var json = JsonNode.Parse(figure.ToJson())!;

        Assert.Equal(2, json["data"]!.AsArray().Count);
        Assert.Equal(["a", "b"], json["frames"]!.AsArray().Select(frame => (string)frame!["name"]!));
        Assert.Equal("[1]", json["frames"]![1]!["traces"]!.ToJsonString());
        Assert.Equal("[4]", json["frames"]![1]!["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal("two", (string)json["frames"]![1]!["layout"]!["title"]!["text"]!);
        Assert.Equal("""["b"]""", json["layout"]!["sliders"]![0]!["steps"]![1]!["args"]![0]!.ToJsonString());
        Assert.Equal(2, json["layout"]!["updatemenus"]![0]!["buttons"]!.AsArray().Count);
        Assert.NotNull(json["layout"]!["xaxis"]!["range"]);
    }

    [Fact]
    public void The_axes_and_colours_of_an_animation_in_space_stand_still()
    {
        Figure Plane(double height) => Chart.Surface((x, y) => height * x, (0, 1), (-1, 2), points: 3);
        var json = JsonNode.Parse(Chart.Animate([Plane(1), Plane(4)]).WithAxes("w₁", "w₂", "loss").ToJson())!;

        Assert.Equal("[0,4]", json["layout"]!["scene"]!["zaxis"]!["range"]!.ToJsonString());
        Assert.Equal("[-1,2]", json["layout"]!["scene"]!["yaxis"]!["range"]!.ToJsonString());
        Assert.Equal("loss", (string)json["layout"]!["scene"]!["zaxis"]!["title"]!["text"]!);
        foreach (var surface in new[] { json["data"]![0]!, json["frames"]![0]!["data"]![0]!, json["frames"]![1]!["data"]![0]! })
            Assert.Equal((0, 4), ((double)surface["cmin"]!, (double)surface["cmax"]!));
    }

    [Fact]
    public void Surfaces_in_a_row_of_three_are_seen_from_further_away()
    {
        var one = Chart.Surface((x, y) => x * y, (0, 1), (0, 1), points: 3);
        double Height(Figure figure) => (double)JsonNode.Parse(figure.ToJson())!["layout"]!["scene"]!["camera"]!["eye"]!["z"]!;

        Assert.Equal(Height(one), Height(Chart.SideBySide(one, one)));
        Assert.True(Height(Chart.SideBySide(one, one, one)) > Height(one));
    }

    [Fact]
    public void The_figures_an_animation_is_made_of_stay_as_they_are()
    {
        var ground = Chart.Function(x => x, 0, 1);
        var before = ground.ToJson();
        Chart.Animate([Chart.Scatter([1], [1])], on: ground);
        Assert.Equal(before, ground.ToJson());
    }

    [Fact]
    public void Panels_that_draw_the_same_things_share_an_entry_in_the_legend()
    {
        var row = Chart.SideBySide(Chart.Line([1, 2], "a").AddLine([2, 1], "b"), Chart.Line([3, 4], "a").AddLine([3, 5], "c"), Chart.Line([1], "d").WithoutLegend());
        Assert.Equal([true, true, false, true, false], JsonNode.Parse(row.ToJson())!["data"]!.AsArray().Select(trace => (bool)trace!["showlegend"]!));
    }

    [Fact]
    public void Figures_side_by_side_have_axes_of_their_own()
    {
        var json = JsonNode.Parse(Chart.SideBySide(Chart.Line([1, 2]).WithAxes("a", "b"), Chart.Surface((x, y) => x, (0, 1), (0, 1)), Chart.Line([3])).ToJson())!;
        Assert.Equal("a", (string)json["layout"]!["xaxis"]!["title"]!["text"]!);
        Assert.Equal("scene2", (string)json["data"]![1]!["scene"]!);
        Assert.Equal("x3", (string)json["data"]![2]!["xaxis"]!);
        Assert.NotNull(json["layout"]!["scene2"]);
        Assert.NotNull(json["layout"]!["yaxis3"]);
    }

    [Fact]
    public void The_same_figure_is_the_same_JSON_in_every_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var expected = Chart.Line([0.5]).ToJson();
        try
        {
            Thread.CurrentThread.CurrentCulture = new CommaCulture();
            Assert.Equal(expected, Chart.Line([0.5]).ToJson());
            Assert.Equal("w = 0.5, grad = 0", new Scalar(0.5, "w").ToString());
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode Trace(Figure figure) => JsonNode.Parse(figure.ToJson())!["data"]![0]!;

    private static JsonNode Layout(Figure figure) => JsonNode.Parse(figure.ToJson())!["layout"]!;

    // Only the invariant culture is installed where tests run, so a country is made up.
    private sealed class CommaCulture : System.Globalization.CultureInfo
    {
        public CommaCulture()
            : base("")
        {
            NumberFormat = new System.Globalization.NumberFormatInfo { NumberDecimalSeparator = "," };
        }
    }
}
