using Descent.Coursework.Grading;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Attacks;

/// <summary>One course and one engine for all attacks: what one of them breaks, the next one notices.</summary>
public sealed class AttackedCourse : IDisposable
{
    public const int Seed = 123_456;

    private readonly GradingEngine engine;
    private readonly AnswerKey key;

    public AttackedCourse()
    {
        Course = new TinyCourse();
        // Less memory than usual, so that to take all of it takes no time.
        engine = new GradingEngine(TinyCourse.OpenSandbox(), new SandboxLimits { Memory = 384L << 20 });
        key = AnswerKey.Make(Course.Exercise, engine, Seed);
    }

    internal TinyCourse Course { get; }

    public AutomaticMarks Grade(params (string Cell, string Source)[] answers) => Course.Grade(engine, key, Course.Submission(key, answers), out _);

    /// <summary>Runners that have outlived their run, below this process and anywhere in their sandboxes.</summary>
    public static IReadOnlyList<int> Survivors()
    {
        // The kernel takes a moment to end a whole tree.
        List<int> found = [];
        for (var attempt = 0; attempt < 100; attempt++)
        {
            found = [.. ProcessTree.Of(Environment.ProcessId).Where(IsRunner)];
            if (found.Count == 0)
                break;
            Thread.Sleep(50);
        }
        return found;
    }

    public void Dispose()
    {
        engine.Dispose();
        Course.Dispose();
    }

    private static bool IsRunner(int process)
    {
        try
        {
            // The folder is the sandbox's: other tests have runners without one.
            return File.ReadAllText($"/proc/{process}/cmdline").StartsWith("/dotnet/dotnet\0/app/Descent.Cli.dll\0--descent-runner", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
