namespace Descent.Notebooks.Rendering;

/// <summary>The style and the script of a page, which travel in the assembly.</summary>
internal static class PageFiles
{
    public static string Read(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream($"Descent.Notebooks.Rendering.{name}")
            ?? throw new InvalidOperationException($"the assembly holds no file '{name}'");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
