using System.Text;

namespace Descent.Notebooks.Rendering;

/// <summary>The styles and scripts of pages, which travel in the assembly.</summary>
internal static class PageFiles
{
    public static string Read(string name) => Encoding.UTF8.GetString(ReadBytes(name));

    public static byte[] ReadBytes(string name)
    {
        using var stream = typeof(PageFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly holds no file '{name}'");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
