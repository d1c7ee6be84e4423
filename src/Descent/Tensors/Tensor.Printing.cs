using System.Globalization;
using System.Net;
using System.Text;

namespace Descent;

public sealed partial class Tensor
{
    private const int EdgeItems = 3;
    private const int WholeUpTo = 200;

    /// <summary>Shape, type and values; the middle of long axes is left out.</summary>
    public override string ToString()
    {
        var values = ToArray<double>();
        var text = new StringBuilder($"Tensor {Shape} {DType}");
        if (Name is not null)
            text.Append(' ').Append(Name);
        text.Append(Rank == 0 ? " " : "\n");
        var format = NumberFormat(values);
        Write(text, values, 0, 0, 0, format);
        return text.ToString();
    }

    /// <inheritdoc />
    public string ToHtml()
    {
        var caption = $"Tensor {Shape} {DType}{(Name is null ? "" : " " + WebUtility.HtmlEncode(Name))}";
        if (Rank is 0 or > 2 || Length == 0)
            return $"<pre>{WebUtility.HtmlEncode(ToString())}</pre>";
        var values = ToArray<double>();
        var format = NumberFormat(values);
        var (rows, columns) = Rank == 1 ? (1, Length) : (Shape[0], Shape[1]);
        var html = new StringBuilder("<table class=\"descent-tensor\" style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\">");
        html.Append($"<caption style=\"text-align:left\">{caption}</caption>");
        foreach (var row in Shown(rows))
        {
            html.Append("<tr>");
            foreach (var column in Shown(columns))
            {
                var cell = row < 0 || column < 0 ? "…" : WebUtility.HtmlEncode(Format(values[(row * columns) + column], format));
                html.Append($"<td style=\"text-align:right;padding:0 .6em\">{cell}</td>");
            }

            html.Append("</tr>");
        }

        return html.Append("</table>").ToString();
    }

    /// <summary>Places along an axis, with -1 standing for those left out.</summary>
    private IEnumerable<int> Shown(int size)
    {
        var whole = Length <= WholeUpTo || size <= 2 * EdgeItems;
        for (var i = 0; i < size; i++)
        {
            if (!whole && i == EdgeItems)
            {
                yield return -1;
                i = size - EdgeItems;
            }

            yield return i;
        }
    }

    private void Write(StringBuilder text, double[] values, int axis, int offset, int indent, string format)
    {
        if (axis == Rank)
        {
            text.Append(offset < values.Length ? Format(values[offset], format) : "");
            return;
        }

        var isLast = axis == Rank - 1;
        var stride = Shape.Strides()[axis];
        text.Append('[');
        var first = true;
        foreach (var i in Shown(Shape[axis]))
        {
            if (!first)
                text.Append(isLast ? " " : "\n" + new string(' ', indent + 1));
            first = false;
            if (i < 0)
                text.Append("...");
            else
                Write(text, values, axis + 1, offset + (i * stride), indent + 1, format);
        }

        text.Append(']');
    }

    private static string NumberFormat(double[] values)
    {
        var finite = values.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0);
        var (largest, smallest) = (0.0, double.MaxValue);
        var whole = true;
        foreach (var value in finite)
        {
            largest = Math.Max(largest, value);
            if (value > 0)
                smallest = Math.Min(smallest, value);
            whole &= value == Math.Floor(value);
        }

        return whole && largest < 1e7 ? "0" : largest >= 1e5 || (largest > 0 && smallest < 1e-4 && largest < 1e-2) ? "0.0000e+00" : "0.0000";
    }

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
