using Microsoft.AspNetCore.Html;

namespace Descent.Notebooks.Kernel;

/// <summary>What a cell can call without naming a type, spelled as .NET Interactive spells it.</summary>
public static class NotebookFunctions
{
    /// <summary>Receives what cells show, formatted when asked for; null while no cell runs in this process.</summary>
    internal static Action<Func<FormattedValue>>? Output { get; set; }

    /// <summary>Shows a value.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">The MIME types to show it in; those that its type prefers when there are none.</param>
#pragma warning disable IDE1006 // the name is .NET Interactive's
    public static void display(object? value, params string[] mimeTypes) => Show(value, mimeTypes);
#pragma warning restore IDE1006

    /// <summary>Marks text as HTML.</summary>
    /// <param name="content">HTML.</param>
    /// <returns>A value that shows itself as this HTML.</returns>
    public static object HTML(string content) => new HtmlString(content);

    internal static void Show(object? value, string[] mimeTypes) => Show(() => ValueFormatter.Format(value, mimeTypes, isResult: false));

    internal static void Show(Func<FormattedValue> value) =>
        (Output ?? throw new InvalidOperationException("Display: no cell is running in this process"))(value);
}
