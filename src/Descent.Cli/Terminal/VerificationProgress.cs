using Descent.Coursework.Verification;

namespace Descent.Cli.Terminal;

/// <summary>Tells how a verification goes: a line an exercise, and on a terminal a line that changes for what is going on.</summary>
internal sealed class VerificationProgress : IVerificationObserver, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Done, int Count)> counts = [];

    public void Progressed(string exercise, string run, int done, int count)
    {
        if (!TerminalKind.IsLive)
            return;
        lock (gate)
        {
            counts[exercise] = (done, count);
            Console.Write($"\r{counts.Values.Sum(entry => entry.Done)} of {counts.Values.Sum(entry => entry.Count)} runs; {exercise}: {run}\e[K");
        }
    }

    public void Verified(ExerciseReport report)
    {
        lock (gate)
        {
            EndLine();
            Console.WriteLine(report.IsProved
                ? $"ok   {report.Exercise} ({report.Checks} checks, {report.Mutants} mutants, {report.Points:0.##} points, {report.Duration.TotalSeconds:0.0} s)"
                : $"FAIL {report.Exercise}");
            foreach (var problem in report.Problems)
                Console.WriteLine($"     {problem.Replace("\n", "\n       ")}");
        }
    }

    public void Dispose()
    {
        lock (gate)
            EndLine();
    }

    private static void EndLine()
    {
        if (TerminalKind.IsLive)
            Console.Write("\r\e[K");
    }
}
