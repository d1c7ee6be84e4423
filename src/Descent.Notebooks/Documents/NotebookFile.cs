using System.Text;

namespace Descent.Notebooks.Documents;

/// <summary>
/// Reads and writes notebooks: <c>.ipynb</c> (Jupyter, nbformat 4.0 to 4.5) and <c>.dib</c> (.NET Interactive).
/// To convert, read the one and write the other.
/// </summary>
public static class NotebookFile
{
    /// <summary>The extensions of the formats, with their dots, in lower case.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".ipynb", ".dib"];

    /// <summary>Reads a notebook; its extension says the format.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The notebook; every cell has an id.</returns>
    /// <exception cref="NotebookFormatException">The file is not a notebook, or not one of these formats.</exception>
    /// <exception cref="IOException">The file cannot be read (<see cref="FileNotFoundException"/> when it is not there).</exception>
    public static Notebook Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var extension = Extension(path, path);
        return Parse(File.ReadAllBytes(path), extension, path);
    }

    /// <summary>Reads a notebook from bytes in UTF-8, with or without a byte-order mark.</summary>
    /// <param name="bytes">The content of a file.</param>
    /// <param name="extension"><c>.ipynb</c> or <c>.dib</c>.</param>
    /// <param name="path">The name to use in error messages.</param>
    /// <returns>The notebook; every cell has an id.</returns>
    /// <exception cref="NotebookFormatException">The bytes are not a notebook of this format.</exception>
    public static Notebook Parse(ReadOnlySpan<byte> bytes, string extension, string? path = null)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return Extension(extension, path) == ".dib" ? DibFormat.Read(bytes, path) : IpynbReader.Read(bytes, path);
    }

    /// <summary>Reads a notebook from text.</summary>
    /// <param name="text">The content of a file.</param>
    /// <param name="extension"><c>.ipynb</c> or <c>.dib</c>.</param>
    /// <param name="path">The name to use in error messages.</param>
    /// <returns>The notebook; every cell has an id.</returns>
    /// <exception cref="NotebookFormatException">The text is not a notebook of this format.</exception>
    public static Notebook Parse(string text, string extension, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(Encoding.UTF8.GetBytes(text), extension, path);
    }

    /// <summary>
    /// Writes a notebook in the format of the path's extension, in UTF-8 with <c>\n</c> line ends. The file appears whole or
    /// not at all: an interrupted write leaves the old one.
    /// </summary>
    /// <param name="notebook">The notebook.</param>
    /// <param name="path">The file; its directory must exist.</param>
    /// <exception cref="NotebookFormatException">The extension is not one of <see cref="Extensions"/>.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Notebook notebook, string path)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(path);
        var text = ToText(notebook, Extension(path, path));
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllText(temporary, text);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>
    /// The notebook as canonical <c>.ipynb</c> text, as Jupyter writes it: keys sorted, one-space indent, <c>\n</c>, text as
    /// lists of lines, characters beyond ASCII as they are, a final newline.
    /// </summary>
    /// <param name="notebook">The notebook; not changed.</param>
    /// <returns>JSON.</returns>
    public static string ToJson(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        return IpynbWriter.Write(notebook);
    }

    /// <summary>The notebook as the text of a file.</summary>
    /// <param name="notebook">The notebook; not changed.</param>
    /// <param name="extension"><c>.ipynb</c> or <c>.dib</c>.</param>
    /// <returns>The text, with <c>\n</c> line ends.</returns>
    /// <exception cref="NotebookFormatException">The extension is another.</exception>
    public static string ToText(Notebook notebook, string extension)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        return Extension(extension, null) == ".dib" ? DibFormat.Write(notebook) : IpynbWriter.Write(notebook);
    }

    private static string Extension(string pathOrExtension, string? path)
    {
        ArgumentNullException.ThrowIfNull(pathOrExtension);
        var extension = Path.GetExtension(pathOrExtension).ToLowerInvariant();
        return Extensions.Contains(extension)
            ? extension
            : throw new NotebookFormatException(path, null, $"'{extension}' is not a notebook's extension; .ipynb and .dib are");
    }
}
