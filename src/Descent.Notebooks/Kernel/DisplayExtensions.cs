#pragma warning disable IDE0130 // .NET Interactive has these in System, so cells need no using
using Descent.Notebooks.Kernel;

namespace System;

/// <summary>Shows values from inside a cell.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows the value in the MIME types that its type prefers, or in the given ones.</summary>
    /// <param name="value">Anything.</param>
    /// <param name="mimeTypes">MIME types; the preferred ones when there are none.</param>
    public static void Display(this object? value, params string[] mimeTypes) => NotebookFunctions.Show(value, mimeTypes);

    /// <summary>Shows text as content of a MIME type.</summary>
    /// <param name="value">The content.</param>
    /// <param name="mimeType">Its MIME type, such as <c>text/html</c>.</param>
    public static void DisplayAs(this string value, string mimeType) =>
        NotebookFunctions.Show(() => new FormattedValue([KeyValuePair.Create(mimeType, value)], IsResult: false));
}
