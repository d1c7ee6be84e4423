using System.Reflection;
using System.Runtime.Loader;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// Loads compiled cells and what they reference. A referenced DLL and its neighbours win over copies beside this program,
/// so that a notebook sees the library it names; the framework and the kernel itself are shared with this program.
/// </summary>
internal sealed class NotebookLoadContext() : AssemblyLoadContext("notebook")
{
    private static readonly string FrameworkDirectory = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly HashSet<string> Shared =
    [
        typeof(NotebookLoadContext).Assembly.GetName().Name!,
        "Microsoft.DotNet.Interactive.Formatting",
        "Microsoft.AspNetCore.Html.Abstractions",
    ];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Assembly> submissions = [];
    private readonly Dictionary<string, string> references = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> directories = [];

    /// <summary>The file that holds an assembly of the framework, whether it exists or not.</summary>
    public static string FrameworkFile(string name) => Path.Combine(FrameworkDirectory, name + ".dll");

    /// <summary>Whether the file belongs to the framework.</summary>
    public static bool IsFramework(string path) => path.StartsWith(FrameworkDirectory, StringComparison.Ordinal);

    /// <summary>Makes a referenced DLL, and those beside it, known.</summary>
    public void AddReference(string path)
    {
        lock (gate)
        {
            references[Path.GetFileNameWithoutExtension(path)] = path;
            var directory = Path.GetDirectoryName(path)!;
            if (!directories.Contains(directory))
                directories.Add(directory);
        }
    }

    /// <summary>Where an assembly of this name lies, or null: referenced, beside a reference, or in the framework.</summary>
    public string? Find(string name)
    {
        lock (gate)
        {
            if (references.TryGetValue(name, out var path))
                return path;
            if (File.Exists(FrameworkFile(name)))
                return FrameworkFile(name);
            return directories.Select(directory => Path.Combine(directory, name + ".dll")).FirstOrDefault(File.Exists);
        }
    }

    /// <summary>Loads a compiled cell.</summary>
    public Assembly LoadSubmission(string name, MemoryStream image, MemoryStream symbols)
    {
        var assembly = LoadFromStream(image, symbols);
        lock (gate)
            submissions[name] = assembly;
        return assembly;
    }

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        lock (gate)
        {
            if (submissions.TryGetValue(name, out var submission))
                return submission;
        }
        if (Shared.Contains(name))
            return null;
        return Find(name) is { } path && !IsFramework(path) ? LoadFromAssemblyPath(path) : null;
    }

    /// <inheritdoc/>
    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        string[] candidates;
        lock (gate)
            candidates = [.. directories.Select(directory => Path.Combine(directory, unmanagedDllName))];
        foreach (var candidate in candidates)
        {
            if (File.Exists(candidate))
                return LoadUnmanagedDllFromPath(candidate);
        }
        return 0;
    }
}
