namespace Descent.Charts.Tests;

public sealed class FigureTextTests
{
    [Fact]
    public void A_line_is_a_plot_in_characters() =>
        Assert.Equal(
            """
            Steps
             3│                                                             •••
              │                                                         ••••
              │                                                     ••••
              │                                                 ••••
              │                                            •••••
              │                                        ••••
              │                                    ••••
              │                                ••••
              │                            •••••
              │                        ••••
              │                    ••••
              │               •••••
              │           ••••
              │       ••••
              │   ••••
            -1│•••
              └────────────────────────────────────────────────────────────────
               0                                                              2
              • count
            Horizontal: time. Vertical: number.
            A line “count” of 3 points from (0, -1) to (2, 3); number between -1 and 3.
            Up it goes.
            """,
            Chart.Line([-1, 1, 3], name: "count").WithTitle("Steps").WithAxes("time", "number").WithCaption("Up it goes.").ToString(),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void Bars_are_bars() =>
        Assert.Equal(
            """
             SGD ████████████████████ 0.5
            Adam ████████████████████████████████████████ 1
            2 bars, the highest Adam at 1.
            """,
            Chart.Bar(["SGD", "Adam"], [0.5, 1]).ToString(),
            ignoreLineEndingDifferences: true);

    [Fact]
    public void A_grid_with_names_is_a_table_of_what_its_cells_say()
    {
        var text = Gallery.Figures["confusion matrix"]().ToString();
        Assert.Contains("versicolor             0           8          2", text, StringComparison.Ordinal);
        Assert.Contains("27 of them right", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_are_shaded_without_numbers_on_axes_that_mean_nothing()
    {
        var text = Gallery.Figures["images"]().ToString();
        Assert.Contains('█', text);
        Assert.DoesNotContain("-0.5", text, StringComparison.Ordinal);
        Assert.DoesNotContain("At (", text, StringComparison.Ordinal);
    }

    public static TheoryData<string> Kinds => [.. Gallery.Figures.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_figure_has_a_text_with_its_title_that_fits_a_terminal(string kind)
    {
        var figure = Gallery.Figures[kind]();
        var text = figure.ToString();
        Assert.StartsWith(figure.Title.Split('\n')[0], text, StringComparison.Ordinal);
        var plot = text.Split('\n').Where(line => line.Contains('│', StringComparison.Ordinal) || line.Contains('█', StringComparison.Ordinal));
        Assert.All(plot, line => Assert.InRange(line.TrimEnd('\r').Length, 0, 78));
    }

    [Fact]
    public void A_figure_without_data_says_so() =>
        Assert.Equal("Nothing has been drawn yet.", new Figure().ToString());

    [Fact]
    public void Values_that_cannot_be_drawn_leave_gaps()
    {
        Assert.DoesNotContain("•", Chart.Line([double.NaN, double.NaN]).ToString(), StringComparison.Ordinal);
        Assert.Contains("•", Chart.Line([-1, 10, 100]).WithLogY().ToString(), StringComparison.Ordinal);
    }
}
