namespace Descent.Notebooks.Rendering;

/// <summary>Packages as npm installs them.</summary>
internal static class NpmPackage
{
    /// <summary>Looks for a package's folder beside a file or folder and above it.</summary>
    /// <param name="start">Where the search begins.</param>
    /// <param name="folder">The folder within <c>node_modules</c>.</param>
    /// <returns>The folder, or null when there is none.</returns>
    public static string? Find(string start, string folder)
    {
        for (var place = Path.GetFullPath(start); place is not null; place = Path.GetDirectoryName(place))
        {
            var package = Path.Combine(place, "node_modules", folder);
            if (Directory.Exists(package))
                return package;
        }
        return null;
    }
}
