using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;

namespace Descent.Notebooks.Kernel;

/// <summary>Finds what <c>#load</c> names, and leaves names such as <c>cell 3</c> as they are in debug symbols.</summary>
internal sealed class NotebookSourceResolver(string directory) : SourceFileResolver([], directory)
{
    public override string? NormalizePath(string path, string? baseFilePath) =>
        Path.IsPathRooted(path) ? base.NormalizePath(path, baseFilePath) : path;

    public override bool Equals([NotNullWhen(true)] object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
