using System.Diagnostics;
using System.Globalization;
using Descent.Coursework.Exercises;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;
using Descent.Coursework.Sandboxes;

namespace Descent.Benchmarks.Grading;

/// <summary>
/// <c>grading</c>: how long a class of 05-backprop takes, how the grader's memory grows, and whether a grading that is killed again and again
/// ends with the same marks.
/// </summary>
internal static class GradingCommand
{
    private const string Name = "05-backprop";

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Descent.Cli.dll");

    public static int Run(string[] arguments)
    {
        var (count, jobs, kills) = (100, 2, 10);
        for (var i = 0; i < arguments.Length; i++)
        {
            int Value() => i + 1 < arguments.Length && int.TryParse(arguments[++i], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new ArgumentException($"grading: {arguments[i]} wants a number");
            switch (arguments[i])
            {
                case "--count":
                    count = Value();
                    break;
                case "--jobs":
                    jobs = Value();
                    break;
                case "--kills":
                    kills = Value();
                    break;
                default:
                    throw new ArgumentException($"grading: unknown option '{arguments[i]}'");
            }
        }
        var folder = Directory.CreateTempSubdirectory("descent-grading-").FullName;
        try
        {
            var exercise = Exercise.Load(Path.Combine(Repository(), "exercises", Name));
            var mixed = HandIn(exercise, folder, count);
            Console.WriteLine($"{count} submissions of {Name} (seed 1): {mixed.Description}; {jobs} jobs");
            var (wall, memory) = Measure(folder, "whole.db", jobs);
            var atLimit = mixed.Hanging * exercise.CellTimeout.TotalSeconds / jobs;
            Console.WriteLine($"wall time {wall.TotalSeconds:0.0} s: {wall.TotalSeconds / count:0.00} s a submission, {(wall.TotalSeconds - atLimit) / count:0.00} s without the {mixed.Hanging} that hang until their limit of {exercise.CellTimeout.TotalSeconds:0} s");
            Console.WriteLine($"memory of the grader (resident, MB) at each tenth of the time: {string.Join(" ", Tenths(memory).Select(bytes => $"{bytes >> 20}"))}");
            return kills > 0 ? KillAndResume(folder, jobs, kills, wall) : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static MixedClass HandIn(Exercise exercise, string folder, int count)
    {
        var options = new SandboxOptions { Kind = SandboxKind.None, Program = ChildProgram.Of(Program) };
        using var engine = new GradingEngine(options.Open(Path.Combine(Repository(), "artifacts", "course")));
        var mixed = new MixedClass(exercise, AnswerKey.Make(exercise, engine, seed: 1), seed: 1);
        mixed.HandIn(Path.Combine(folder, "submitted"), count);
        return mixed;
    }

    private static (TimeSpan Wall, List<long> Memory) Measure(string folder, string gradebook, int jobs)
    {
        var memory = new List<long>();
        var began = Stopwatch.GetTimestamp();
        using var grading = Start(folder, gradebook, jobs);
        while (!grading.WaitForExit(TimeSpan.FromMilliseconds(200)))
        {
            grading.Refresh();
            memory.Add(grading.WorkingSet64);
        }
        return grading.ExitCode == 0 ? (Stopwatch.GetElapsedTime(began), memory) : throw new InvalidOperationException($"grade ended with {grading.ExitCode}");
    }

    private static int KillAndResume(string folder, int jobs, int kills, TimeSpan wall)
    {
        var random = new Random(2);
        for (var kill = 0; kill < kills; kill++)
        {
            using var grading = Start(folder, "parts.db", jobs);
            // Long enough for some submissions, short enough that the last kill still hits.
            if (!grading.WaitForExit(TimeSpan.FromSeconds(1.5 + (random.NextDouble() * 1.6 * wall.TotalSeconds / kills))))
                grading.Kill();
            grading.WaitForExit();
            Console.WriteLine($"killed {kill + 1}: {Marks(folder, "parts.db").Count} graded");
        }
        Measure(folder, "parts.db", jobs);
        var (whole, parts) = (Marks(folder, "whole.db"), Marks(folder, "parts.db"));
        var different = whole.Keys.Union(parts.Keys).Where(student => whole.GetValueOrDefault(student) != parts.GetValueOrDefault(student)).ToList();
        foreach (var student in different)
        {
            var lines = (whole.GetValueOrDefault(student) ?? "").Split('\n').Except((parts.GetValueOrDefault(student) ?? "").Split('\n'));
            Console.WriteLine($"  {student}: {string.Join("; ", lines.Take(3))}");
        }
        Console.WriteLine(different.Count == 0
            ? $"after {kills} kills and resuming: all {parts.Count} marks as without interruption, check by check"
            : $"DIFFERENT after {kills} kills: {string.Join(", ", different)}");
        return different.Count == 0 ? 0 : 1;
    }

    /// <summary>Points and status of every check, by student.</summary>
    private static Dictionary<string, string> Marks(string folder, string gradebook)
    {
        if (!File.Exists(Path.Combine(folder, gradebook)))
            return [];
        using var book = Gradebook.Open(Path.Combine(folder, gradebook));
        return book.Reports().ToDictionary(
            report => report.Entry.Student,
            report => string.Join('\n', report.Parts.SelectMany(part => part.Checks).Select(check => $"{check.Name} {check.Status} {check.Points}")));
    }

    private static Process Start(string folder, string gradebook, int jobs)
    {
        var start = new ProcessStartInfo("dotnet", [Program, "grade", "submitted", "-e", Path.Combine(Repository(), "exercises", Name), "--jobs", $"{jobs}", "--gradebook", gradebook, "--resume"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }

    private static IEnumerable<long> Tenths(List<long> memory) => Enumerable.Range(1, 10).Select(tenth => memory[Math.Min(memory.Count - 1, memory.Count * tenth / 10)]);

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Descent.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the benchmarks do not run inside the repository");
        return folder;
    }
}
