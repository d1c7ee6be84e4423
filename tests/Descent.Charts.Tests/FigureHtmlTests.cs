using Descent.Charts.Rendering;

namespace Descent.Charts.Tests;

public sealed class FigureHtmlTests
{
    [Fact]
    public void Without_a_script_the_title_the_data_and_the_caption_are_there()
    {
        var html = WithoutScripts(Chart.Line([1, 2], [0.5, 0.25], name: "training").AddLine([1, 2], [0.7, 0.6], name: "validation")
            .WithTitle("Loss").WithAxes("epoch", "cross-entropy").WithCaption("It falls."));

        Assert.Contains("<strong>Loss</strong>", html, StringComparison.Ordinal);
        Assert.Contains("<details open>", html, StringComparison.Ordinal);
        Assert.Contains("A line “training” of 2 points from (1, 0.5) to (2, 0.25); cross-entropy between 0.25 and 0.5.", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">epoch</th><th scope=\"col\">training</th><th scope=\"col\">validation</th>", html, StringComparison.Ordinal);
        Assert.Contains("<td>2</td><td>0.25</td><td>0.6</td>", html, StringComparison.Ordinal);
        Assert.Contains("<figcaption>It falls.</figcaption>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_data_are_shown_in_part_with_first_and_last()
    {
        var html = WithoutScripts(Chart.Line(Enumerable.Range(0, 1000), Enumerable.Range(5000, 1000)));
        Assert.Equal(DataTable.MaxRows + 1, Count(html, "<tr>"));
        Assert.Contains("<td>0</td><td>5000</td>", html, StringComparison.Ordinal);
        Assert.Contains("<td>999</td><td>5999</td>", html, StringComparison.Ordinal);
        Assert.Contains("1,000 points", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_encoded_everywhere()
    {
        const string attack = "<script>alert('x')</script>";
        var html = Chart.Scatter([1], [1], name: attack, labels: [attack]).WithTitle(attack).WithAxes(attack, attack).WithCaption(attack)
            .AddAnnotation(1, 1, attack).AddHorizontalLine(1, attack).ToHtml();
        Assert.Equal(1, Count(html, "<script"));
        Assert.Equal(1, Count(html, "</script"));
        Assert.DoesNotContain("alert('x')", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_script_comes_pinned_and_with_its_hash_and_from_a_file_only_where_there_is_one()
    {
        var figure = Chart.Line([1]);
        var online = FigureHtml.Of(figure, localScript: null);
        Assert.Contains("https://cdn.jsdelivr.net/npm/plotly.js-dist-min@4.1.2/plotly.min.js", online, StringComparison.Ordinal);
        Assert.Contains("sha384-", online, StringComparison.Ordinal);
        Assert.DoesNotContain("file://", online, StringComparison.Ordinal);
        Assert.Contains("file:///a%20b/plotly.min.js", FigureHtml.Of(figure, "/a b/plotly.min.js"), StringComparison.Ordinal);

        var onSite = FigureHtml.Of(figure, "/a b/plotly.min.js", address: "assets/plotly.min.js");
        Assert.Contains("[{\"src\":\"assets/plotly.min.js\"},", onSite, StringComparison.Ordinal);
        Assert.DoesNotContain("file:///", onSite, StringComparison.Ordinal);
        Assert.Equal(online, FigureHtml.Of(figure, "/a b/plotly.min.js", address: ""));
    }

    [Fact]
    public void The_hash_is_that_of_the_script_package_json_names()
    {
        Assert.SkipWhen(PlotlyScript.LocalFile is null, "plotly.min.js is not there: run `npm ci`, then build");
        var hash = System.Security.Cryptography.SHA384.HashData(File.ReadAllBytes(PlotlyScript.LocalFile));
        Assert.Equal(PlotlyScript.Integrity, "sha384-" + Convert.ToBase64String(hash));
    }

    [Fact]
    public void The_same_figure_is_the_same_HTML_every_time() =>
        Assert.Equal(Gallery.Figures["line"]().ToHtml(), Gallery.Figures["line"]().ToHtml());

    [Fact]
    public void Figures_that_are_not_tables_are_told_in_words()
    {
        Assert.Contains("12 grey images of 8 x 8 pixels: radius 0.0, radius 0.3", WithoutScripts(Gallery.Figures["images"]()), StringComparison.Ordinal);
        Assert.Contains("A confusion matrix of 30 examples, 27 of them right (90 %).", WithoutScripts(Gallery.Figures["confusion matrix"]()), StringComparison.Ordinal);
        Assert.Contains("An animation of 12 frames, from “step 1” to “step 12”.", WithoutScripts(Gallery.Figures["animation"]()), StringComparison.Ordinal);
        Assert.Contains("the lowest -1 at (0, -1), the highest 1 at (-1, 0)", WithoutScripts(Gallery.Figures["surface"]()), StringComparison.Ordinal);
        Assert.Contains("Of the plane, the classifier gives each class: setosa", WithoutScripts(Gallery.Figures["decision regions"]()), StringComparison.Ordinal);
        Assert.Contains("<strong>rate 0.5</strong>", WithoutScripts(Gallery.Figures["side by side"]()), StringComparison.Ordinal);
    }

    private static string WithoutScripts(Figure figure)
    {
        var html = figure.ToHtml();
        return html[..html.IndexOf("<script", StringComparison.Ordinal)];
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
