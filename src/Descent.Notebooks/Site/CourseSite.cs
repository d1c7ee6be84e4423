using System.Text;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Running;
using Descent.Notebooks.Transforms;

namespace Descent.Notebooks.Site;

/// <summary>
/// A course as a static site: a page a notebook, with the outputs of a run, a contents page, search, and all that they need
/// beside them, so that the folder works from the file system and can be moved or served as it is.
/// </summary>
public static class CourseSite
{
    /// <summary>The list of a site's files, by which the next one knows what it may replace.</summary>
    private const string Manifest = ".descent-site";

    /// <summary>Says in time what <see cref="Write"/> would refuse in the end.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">It holds files of which no site is made.</exception>
    public static void RequireOwn(string folder)
    {
        if (File.Exists(folder))
            throw new IOException($"{folder} is a file; a site needs a folder");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Manifest)))
            throw new IOException($"{folder} holds other files than a site's; choose a folder that is empty or new");
    }

    /// <summary>Writes a site. The files of one that stood there before are replaced; the same notebooks give the same files.</summary>
    /// <param name="results">What became of the notebooks, in the order of the course.</param>
    /// <param name="folder">Where to; created when it is missing.</param>
    /// <param name="assets">What goes beside the pages. The notebooks should have run in its environment.</param>
    /// <param name="options">What the site should be like.</param>
    /// <exception cref="IOException">The folder holds other files, or cannot be written.</exception>
    public static void Write(IReadOnlyList<NotebookResult> results, string folder, SiteAssets assets, SiteOptions options)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(assets);
        ArgumentNullException.ThrowIfNull(options);
        RequireOwn(folder);
        RemoveOld(folder);
        var names = ExecutedCopies.Names([.. results.Select(result => result.Path)]).Select(name => name.Replace(Path.DirectorySeparatorChar, '-'));
        var lessons = results.Zip(names, (result, name) => new Lesson(result, name, options.MaxTextLength)).ToList();
        var files = Pages(lessons, assets, options).Concat(assets.Files()).ToList();
        Put(folder, Manifest, Encoding.UTF8.GetBytes(string.Join('\n', files.Select(file => file.Path)) + "\n"));
        foreach (var (path, content) in files)
            Put(folder, path, content);
    }

    private static IEnumerable<(string Path, byte[] Content)> Pages(List<Lesson> lessons, SiteAssets assets, SiteOptions options)
    {
        var pages = new SitePages(lessons, assets, options);
        yield return ("index.html", Encoding.UTF8.GetBytes(pages.Contents(options.Introduction ?? Readme(lessons))));
        yield return ("assets/search.js", Encoding.UTF8.GetBytes(SearchIndex.Script(lessons)));
        foreach (var lesson in lessons.Where(lesson => lesson.Content is not null))
        {
            yield return (lesson.Page, Encoding.UTF8.GetBytes(pages.Of(lesson)));
            var notebook = StripOutputs.Apply(NotebookFile.Read(lesson.Result.Path));
            yield return (lesson.Download, Encoding.UTF8.GetBytes(NotebookFile.ToText(notebook, Path.GetExtension(lesson.Result.Path))));
        }
    }

    private static string? Readme(List<Lesson> lessons)
    {
        if (lessons.Count == 0)
            return null;
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(lessons[0].Result.Path))!, "README.md");
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }

    private static void RemoveOld(string folder)
    {
        var manifest = Path.Combine(folder, Manifest);
        if (!File.Exists(manifest))
            return;
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        foreach (var line in File.ReadAllLines(manifest))
        {
            // The list is a file like any other: whatever it says, nothing outside the folder goes.
            var file = Path.GetFullPath(Path.Combine(folder, line));
            if (file.StartsWith(root, StringComparison.Ordinal) && File.Exists(file))
                File.Delete(file);
        }
    }

    private static void Put(string folder, string path, byte[] content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }
}
