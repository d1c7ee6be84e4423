using Descent.Notebooks.Documents;

namespace Descent.Notebooks.Running;

/// <summary>Finds the notebooks that a list of files and folders stands for.</summary>
public static class NotebookFinder
{
    private static readonly HashSet<string> SkippedFolders = new(StringComparer.OrdinalIgnoreCase) { "bin", "obj", "artifacts", "node_modules" };

    /// <summary>
    /// Files stay as they are, found or not; folders become the notebooks in them and below, in the order of their names,
    /// without hidden folders and those that builds write.
    /// </summary>
    /// <param name="paths">Files and folders.</param>
    /// <returns>Files, each once.</returns>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return [.. paths.SelectMany(path => Directory.Exists(path) ? InFolder(path) : [path]).DistinctBy(Path.GetFullPath)];
    }

    private static IEnumerable<string> InFolder(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (NotebookFile.Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()) && !IsHidden(file))
                yield return file;
        }
        foreach (var below in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            // A link may lead back to where the search comes from.
            if (IsHidden(below) || SkippedFolders.Contains(Path.GetFileName(below)) || new DirectoryInfo(below).LinkTarget is not null)
                continue;
            foreach (var file in InFolder(below))
                yield return file;
        }
    }

    private static bool IsHidden(string path) => Path.GetFileName(path).StartsWith('.');
}
