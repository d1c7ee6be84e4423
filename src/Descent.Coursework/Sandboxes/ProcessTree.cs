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
        foreach (var process in Of(root))
        {
            try
            {
                threads += Directory.GetDirectories($"/proc/{process}/task").Length;
                memory += long.Parse(File.ReadAllText($"/proc/{process}/statm").Split(' ')[1], CultureInfo.InvariantCulture) * PageSize;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has just ended.
            }
        }
        return (threads, memory);
    }

    /// <summary>A process and all its descendants.</summary>
    /// <param name="root">The process.</param>
    /// <returns>Their ids; none elsewhere than on Linux.</returns>
    public static IReadOnlySet<int> Of(int root)
    {
        var found = new HashSet<int>();
        var waiting = new Stack<int>(OperatingSystem.IsLinux() ? [root] : []);
        while (waiting.TryPop(out var process))
        {
            if (!found.Add(process))
                continue;
            try
            {
                foreach (var child in Directory.GetDirectories($"/proc/{process}/task").SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)))
                    waiting.Push(int.Parse(child, CultureInfo.InvariantCulture));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It has just ended, or this kernel lists no children.
            }
        }
        return found;
    }
}
