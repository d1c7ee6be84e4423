using Descent.Display;

namespace Descent.Charts.Tests;

/// <summary>One diagram of each kind.</summary>
internal static class DiagramGallery
{
    public static IReadOnlyDictionary<string, Func<IHtml>> Diagrams { get; } = new Dictionary<string, Func<IHtml>>
    {
        ["computation graph"] = () =>
        {
            var w1 = new Scalar(0.5, "w₁");
            var w2 = new Scalar(-1.2, "w₂");
            var x = new Scalar(2, "x");
            var h = (w1 * x).Tanh().Named("h");
            var y = (w2 * h).Named("y");
            var loss = (y - 1).Pow(2).Named("loss");
            loss.Backward();
            return Chart.Graph(loss).WithTitle("Back-propagation through two weights");
        },
        ["repeated parents"] = () =>
        {
            var x = new Scalar(3, "x");
            var y = (x * x + x * x * x + x).Named("y");
            y.Backward();
            return Chart.Graph(y);
        },
        ["xor network"] = () => new NetworkDiagram()
            .AddLayer("x₁", "x₂").AddLayer("or", "and").AddLayer("xor")
            .Connect("x₁", "or", 1).Connect("x₂", "or", 1).Annotate("or", "≥ 0.5")
            .Connect("x₁", "and", 1).Connect("x₂", "and", 1).Annotate("and", "≥ 1.5")
            .Connect("or", "xor", 1).Connect("and", "xor", -1).Annotate("xor", "≥ 0.5")
            .WithTitle("XOR as a network of threshold units")
            .WithCaption("A unit fires when the weighted sum of its inputs reaches the number below it."),
        ["networks in a row"] = () => Chart.SideBySide(
            new NetworkDiagram().AddLayer("A").AddLayer("C").Connect("A", "C", 1).Connect("A", "C", 1).WithTitle("C = A"),
            new NetworkDiagram().AddLayer("A", "B").AddLayer("C").Connect("A", "C", 1).Connect("B", "C", -1).WithTitle("A without B"))
            .WithCaption("A unit fires when two wires are active."),
        ["sized network"] = () => Chart.Network(4, 16, 3).WithTitle("An MLP for Iris"),
    };
}
