// ClrKernel's display registry as notebooks meet it: the same names and shapes, found by reflection.
#pragma warning disable CA1812, CA1515
namespace ClrKernel.Core.Primitives;

internal interface IDisplayValue
{
    object? Value { get; }
}

internal sealed record DisplayObject(object? Value) : IDisplayValue;

internal sealed record DisplayHtml(string Html) : IDisplayValue
{
    public object Value => Html;
}

internal sealed record DisplayFormatter(Type InputType, Type OutputType, Func<IDisplayValue, IDisplayValue> Format);

internal static class DisplayFormatters
{
    private static readonly List<DisplayFormatter> All = [];

    public static IEnumerable<DisplayFormatter> Formatters => All;

    public static DisplayFormatter Register(Type inputType, Type outputType, Func<IDisplayValue, IDisplayValue> format)
    {
        All.Add(new DisplayFormatter(inputType, outputType, format));
        return All[^1];
    }

    public static string Html(object value) =>
        ((DisplayHtml)All.Last(formatter => formatter.OutputType == typeof(DisplayHtml)).Format(new DisplayObject(value))).Html;
}
