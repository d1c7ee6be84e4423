using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace Descent.Notebooks.Kernel;

/// <summary>Finds what <c>#r</c> names, and what those assemblies need in turn.</summary>
internal sealed class NotebookReferenceResolver(string directory, NotebookLoadContext context) : MetadataReferenceResolver
{
    private static readonly string OwnFile = typeof(NotebookReferenceResolver).Assembly.Location;

    // Shared by all kernels of the process: what the compiler learns of the framework, it learns once.
    private static readonly ConcurrentDictionary<string, PortableExecutableReference> Framework = new(StringComparer.Ordinal);

    private readonly Dictionary<string, PortableExecutableReference> known = new(StringComparer.Ordinal);

    public override bool ResolveMissingAssemblies => true;

    public static PortableExecutableReference FrameworkReference(string path) =>
        Framework.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file));

    public PortableExecutableReference ReferenceTo(string path)
    {
        if (NotebookLoadContext.IsFramework(path))
            return FrameworkReference(path);
        lock (known)
        {
            if (!known.TryGetValue(path, out var reference))
                known[path] = reference = MetadataReference.CreateFromFile(path);
            return reference;
        }
    }

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        var path = Path.GetFullPath(reference, directory);
        if (File.Exists(path))
        {
            context.AddReference(path);
            return [Qualified(path, properties)];
        }
        // An assembly of the framework may be named alone, with or without its extension.
        var name = reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? reference[..^4] : reference;
        return Path.GetFileName(name) == name && context.Find(name) is { } found ? [Qualified(found, properties)] : [];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        // What cells can call of the kernel mentions nothing beyond the framework's core, so its many references can stay unread.
        definition is PortableExecutableReference { FilePath: { } file } && file == OwnFile ? null
        : context.Find(referenceIdentity.Name) is { } path ? ReferenceTo(path) : null;

    public override bool Equals([NotNullWhen(true)] object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private PortableExecutableReference Qualified(string path, MetadataReferenceProperties properties) =>
        (PortableExecutableReference)ReferenceTo(path).WithProperties(properties);
}
