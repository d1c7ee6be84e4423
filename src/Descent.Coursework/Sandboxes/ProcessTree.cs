using System.Globalization;

namespace Descent.Coursework.Sandboxes;

/// <summary>What a process and all its descendants use, on Linux.</summary>
internal static class ProcessTree
{
    private const int PageSize = 4096;

    /// <summary>Measures a tree.</summary>
    /// <param name="root">The process at its root.</param>
    /// <returns>Threads and resident bytes of all its processes together; 0 elsewhere than on Linux, and once it has ended.</returns>
    public static (int Threads, long Memory) Measure(int root)
    {
        var (threads, memory) = (0, 0L);
        if (!OperatingSystem.IsLinux())
            return (threads, memory);
        var waiting = new Stack<int>([root]);
        var seen = new HashSet<int>();
        while (waiting.TryPop(out var process))
        {
            if (!seen.Add(process))
                continue;
            try
            {
                foreach (var task in Directory.EnumerateDirectories($"/proc/{process}/task"))
                {
                    threads++;
                    foreach (var child in File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        waiting.Push(int.Parse(child, CultureInfo.InvariantCulture));
                }
                memory += long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * PageSize;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has just ended, or this kernel lists no children.
            }
        }
        return (threads, memory);
    }
}
