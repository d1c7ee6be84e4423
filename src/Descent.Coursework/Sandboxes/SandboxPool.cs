using System.Collections.Concurrent;

namespace Descent.Coursework.Sandboxes;

/// <summary>Opens each sandbox once: whether it works on this machine is asked once, not by every worker.</summary>
internal sealed class SandboxPool(SandboxOptions options)
{
    private readonly ConcurrentDictionary<string, Lazy<Sandbox>> sandboxes = new(StringComparer.Ordinal);

    /// <summary>The sandbox for a course.</summary>
    /// <param name="courseFolder">The folder of the course's assemblies.</param>
    /// <exception cref="SandboxException">It cannot be used on this machine.</exception>
    public Sandbox Of(string courseFolder) => sandboxes.GetOrAdd(courseFolder, folder => new Lazy<Sandbox>(() => options.Open(folder))).Value;
}
