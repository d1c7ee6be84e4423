using System.Net;
using System.Text;
using Descent.Display;

namespace Descent;

/// <summary>A table of a model's layers.</summary>
[TypeFormatterSource(typeof(HtmlFormatterSource))]
public sealed class ModelSummary : IHtml
{
    private ModelSummary(IReadOnlyList<Row> rows, int parameters)
    {
        Rows = rows;
        Parameters = parameters;
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Trainable numbers in the whole model.</summary>
    public int Parameters { get; }

    /// <summary>One layer.</summary>
    /// <param name="Name">Its name in the model, for example <c>0</c>.</param>
    /// <param name="Layer">What it is.</param>
    /// <param name="OutputShape">The shape it gives, the batch axis written as <c>n</c>; empty where it is not known.</param>
    /// <param name="Parameters">Its trainable numbers.</param>
    public sealed record Row(string Name, string Layer, string OutputShape, int Parameters);

    /// <inheritdoc />
    public override string ToString()
    {
        string[][] cells = [["", "layer", "output", "parameters"], .. Rows.Select(Cells), ["", "total", "", $"{Parameters:N0}"]];
        var widths = Enumerable.Range(0, 4).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in cells)
        {
            if (row == cells[^1])
                text.AppendLine(new string('-', widths.Sum() + 6));
            text.AppendLine($"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3].PadLeft(widths[3])}".TrimEnd());
            if (row == cells[0])
                text.AppendLine(new string('-', widths.Sum() + 6));
        }

        return text.ToString().TrimEnd();
    }

    /// <inheritdoc />
    public string ToHtml()
    {
        var html = new StringBuilder("<table class=\"descent-summary\"><thead><tr><th></th><th>layer</th><th>output</th><th>parameters</th></tr></thead><tbody>");
        foreach (var row in Rows.Select(Cells))
            html.Append($"<tr>{string.Concat(row.Select((cell, i) => $"<td{(i == 3 ? " style=\"text-align:right\"" : "")}>{WebUtility.HtmlEncode(cell)}</td>"))}</tr>");
        return html.Append($"</tbody><tfoot><tr><td></td><td>total</td><td></td><td style=\"text-align:right\">{Parameters:N0}</td></tr></tfoot></table>").ToString();
    }

    internal static ModelSummary Of(Module model, int[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var layers = model.Children().ToList();
        if (layers.Count == 0)
            layers = [("", model)];
        var isChain = model is Sequential || layers[0].Module == model;
        if (inputShape.Length == 0 && isChain)
        {
            inputShape = layers[0].Module is Linear linear
                ? [linear.InFeatures]
                : throw new ArgumentException($"Summary: the first layer, {layers[0].Module}, takes inputs of any size; give the shape of one input, for example Summary(784)", nameof(inputShape));
        }

        var shapes = isChain ? OutputShapes(layers, inputShape) : [];
        var rows = layers.Select((layer, i) => new Row(layer.Name, layer.Module.ToString(), isChain ? shapes[i] : "", Count(layer.Module)));
        return new ModelSummary([.. rows], Count(model));
    }

    private static string[] Cells(Row row) => [row.Name, row.Layer, row.OutputShape, $"{row.Parameters:N0}"];

    private static int Count(Module module) => module.Parameters().Sum(parameter => parameter.Length);

    /// <summary>Sends a batch of two zeros through, without touching running statistics or gradients.</summary>
    private static List<string> OutputShapes(List<(string Name, Module Module)> layers, int[] inputShape)
    {
        var weight = layers.SelectMany(layer => layer.Module.Parameters()).FirstOrDefault();
        var shapes = new List<string>();
        using (NoGrad.Begin())
        {
            var x = Tensor.Full(new Shape([2, .. inputShape]), 0, weight?.DType ?? DType.Float32, weight?.Device ?? Device.Cpu);
            foreach (var (_, module) in layers)
            {
                var wasTraining = module.IsTraining;
                module.Eval();
                x = module.Forward(x);
                if (wasTraining)
                    module.Train();
                shapes.Add($"({string.Join(", ", x.Shape.ToArray().Skip(1).Select(size => $"{size}").Prepend("n"))})");
            }
        }

        return shapes;
    }
}
