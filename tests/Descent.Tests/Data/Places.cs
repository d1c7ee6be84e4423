namespace Descent.Tests.Data;

/// <summary>Finds data that lie beside the repository, where they are too big for it.</summary>
internal static class Places
{
    /// <summary>A folder of <c>shared</c> beside the repository, or null.</summary>
    public static string? Shared(string folder)
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var path = Path.Combine(directory.FullName, "shared", folder);
            if (Directory.Exists(path))
                return path;
        }

        return null;
    }
}
