using System.Globalization;

namespace Descent.Coursework.Sandboxes;

/// <summary>
/// A Linux control group, version 2 or 1: the kernel's own limit on the memory and the number of processes of a child and all that it
/// starts. Needs root; where it is not to be had, resource limits and the watching parent remain.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";

    private static int count;

    private readonly List<string> folders;

    private ControlGroup(List<string> folders) => this.folders = folders;

    /// <summary>The files into which a process writes its id to join.</summary>
    public IEnumerable<string> JoinFiles => folders.Select(folder => Path.Combine(folder, "cgroup.procs"));

    /// <summary>Whether the kernel has ended a process of the group for want of memory.</summary>
    public bool RanOutOfMemory => folders.Exists(folder => HasCounted(Path.Combine(folder, "memory.events"), "oom_kill ") || HasCounted(Path.Combine(folder, "memory.oom_control"), "oom_kill "));

    /// <summary>Whether the kernel has refused to start a process or a thread of the group.</summary>
    public bool ReachedProcesses => folders.Exists(folder => HasCounted(Path.Combine(folder, "pids.events"), "max "));

    /// <summary>Makes a group; null where that is not possible.</summary>
    public static ControlGroup? Create(SandboxLimits limits)
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root")
            return null;
        var name = $"descent-{Environment.ProcessId}-{Interlocked.Increment(ref count)}";
        var folders = new List<string>();
        try
        {
            if (File.Exists(Path.Combine(Root, "cgroup.controllers")))
            {
                var folder = Add(folders, Path.Combine(Root, name));
                Write(folder, "memory.max", limits.Memory);
                Write(folder, "memory.swap.max", 0);
                Write(folder, "pids.max", limits.Processes);
            }
            else
            {
                Write(Add(folders, Path.Combine(Root, "memory", name)), "memory.limit_in_bytes", limits.Memory);
                Write(Add(folders, Path.Combine(Root, "pids", name)), "pids.max", limits.Processes);
            }
            return new ControlGroup(folders);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            new ControlGroup(folders).Dispose();
            return null;
        }
    }

    public void Dispose()
    {
        foreach (var folder in folders)
        {
            // The kernel takes a moment to let go of the last process.
            for (var attempt = 0; attempt < 50 && Directory.Exists(folder); attempt++)
            {
                try
                {
                    Directory.Delete(folder);
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
                {
                    Thread.Sleep(10);
                }
            }
        }
    }

    private static string Add(List<string> folders, string folder)
    {
        Directory.CreateDirectory(folder);
        folders.Add(folder);
        return folder;
    }

    private static void Write(string folder, string file, long value) => File.WriteAllText(Path.Combine(folder, file), value.ToString(CultureInfo.InvariantCulture));

    private static bool HasCounted(string file, string what)
    {
        try
        {
            return File.ReadLines(file).Any(line => line.StartsWith(what, StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
