using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Descent.Notebooks.Kernel;

/// <summary>
/// On Unix a kernel leads a process group of its own, so that it and everything it started can be ended with one signal, even
/// what has outlived its parent. Elsewhere the runner walks the process tree.
/// </summary>
internal static partial class ProcessGroup
{
    private const int KillSignal = 9;
    private const int SetDescriptorFlags = 2;
    private const int CloseOnExecute = 1;

    /// <summary>Makes this process the leader of a new session and group, away from the terminal's Ctrl+C.</summary>
    public static void Lead()
    {
        if (!OperatingSystem.IsWindows())
            _ = NewSession();
    }

    /// <summary>Ends every process of the group that <paramref name="leader"/> leads, the leader being gone already or not.</summary>
    public static void Kill(int leader)
    {
        if (!OperatingSystem.IsWindows())
            _ = Signal(-leader, KillSignal);
    }

    /// <summary>
    /// On Linux, ends every process that inherited an environment variable: also those that have left the group.
    /// </summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value, which no other process has.</param>
    public static void KillMarked(string name, string value)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var marker = Encoding.UTF8.GetBytes($"{name}={value}");
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var process) || process == Environment.ProcessId)
                continue;
            try
            {
                if (File.ReadAllBytes(Path.Combine(directory, "environ")).AsSpan().IndexOf(marker) >= 0)
                    _ = Signal(process, KillSignal);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Gone meanwhile, or somebody else's.
            }
        }
    }

    /// <summary>Ends this process and its whole group, if it leads one.</summary>
    public static void KillOwn()
    {
        if (!OperatingSystem.IsWindows() && GroupOf(0) == Environment.ProcessId)
            _ = Signal(0, KillSignal);
    }

    /// <summary>Closes a descriptor in programs that this process starts.</summary>
    public static void KeepFromChildren(int descriptor)
    {
        if (!OperatingSystem.IsWindows())
            _ = ControlDescriptor(descriptor, SetDescriptorFlags, CloseOnExecute);
    }

    [LibraryImport("libc", EntryPoint = "setsid")]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);

    [LibraryImport("libc", EntryPoint = "getpgid")]
    private static partial int GroupOf(int process);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlDescriptor(int descriptor, int command, nint argument);
}
