using Descent.Notebooks.Documents;
using Descent.Notebooks.Rendering;

namespace Descent.Notebooks.Running;

/// <summary>Saves notebooks with the outputs of a run.</summary>
public static class ExecutedCopies
{
    /// <summary>Writes the executed notebook over its source.</summary>
    /// <param name="result">A result; nothing happens when nothing ran.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteInPlace(NotebookResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Executed is { } notebook)
            NotebookFile.Write(notebook, result.Path);
    }

    /// <summary>Writes the executed notebook, as <c>.ipynb</c>, into a folder, which is created when it is missing.</summary>
    /// <param name="result">A result; nothing happens when nothing ran.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The path within the folder, as <see cref="Names"/> gives it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(NotebookResult result, string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Executed is { } notebook)
            NotebookFile.Write(notebook, Place(folder, name + ".ipynb"));
    }

    /// <summary>Writes the executed notebook as a page into a folder, which is created when it is missing.</summary>
    /// <param name="result">A result; nothing happens when nothing ran.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The path within the folder, as <see cref="Names"/> gives it.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteHtml(NotebookResult result, string folder, string name)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Executed is not { } notebook)
            return;
        var options = new HtmlOptions { FileName = Path.GetFileName(result.Path), KatexDirectory = NpmPackage.Find(result.Path, "katex/dist") };
        File.WriteAllText(Place(folder, name + ".html"), HtmlRenderer.Render(notebook, options));
    }

    /// <summary>Names for copies in one folder: file names alone where they differ, else with the folders that tell them apart.</summary>
    /// <param name="paths">The notebooks.</param>
    /// <returns>A relative path without extension for each, all different.</returns>
    public static IReadOnlyList<string> Names(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var full = paths.Select(path => Path.ChangeExtension(Path.GetFullPath(path), null)).ToList();
        var plain = full.Select(path => Path.GetFileName(path)).ToList();
        if (plain.Distinct(StringComparer.OrdinalIgnoreCase).Count() == plain.Count)
            return plain;
        var common = full.Select(path => Path.GetDirectoryName(path)!).Aggregate(CommonFolder);
        var relative = full.Select(path => Path.GetRelativePath(common, path)).ToList();
        if (relative.Distinct(StringComparer.OrdinalIgnoreCase).Count() == relative.Count)
            return relative;
        // a.dib and a.ipynb in the same folder.
        return [.. paths.Select(path => Path.GetRelativePath(common, Path.GetFullPath(path)))];
    }

    private static string Place(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        return path;
    }

    private static string CommonFolder(string a, string b)
    {
        while (!(b + Path.DirectorySeparatorChar).StartsWith(a.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            a = Path.GetDirectoryName(a)!;
        return a;
    }
}
