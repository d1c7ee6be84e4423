using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Coursework.Releasing;
using Descent.Notebooks.Documents;

namespace Descent.Benchmarks.Grading;

/// <summary>A class of students as lecturers know them: right, wrong, broken, hanging and hostile submissions, the same ones for the same seed.</summary>
internal sealed class MixedClass(Exercise exercise, AnswerKey key, int seed)
{
    /// <summary>Code that an answer runs when it is called; each wants to harm the grader or to get points for nothing.</summary>
    private static readonly string[] Hostile =
    [
        "Environment.Exit(0);",
        "int F(int a) => F(a + 1) + 1; F(0);",
        "var all = new List<byte[]>(); while (true) { var b = new byte[1 << 20]; Array.Fill(b, (byte)1); all.Add(b); }",
        "for (var i = 0; i < 100000; i++) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();",
        "for (var i = 0; i < 2000; i++) Console.WriteLine(new string('x', 1 << 20));",
        "for (var i = 0; i < 100; i++) Descent.Checks.Check.Close(\"anything\", () => 1, 1);",
        "throw new Exception(new string('x', 10_000_000));",
        "System.IO.File.WriteAllBytes(System.IO.Path.GetTempPath() + \"big\", new byte[200 << 20]);",
    ];

    private readonly Random random = new(seed);

    /// <summary>How many hang.</summary>
    public int Hanging { get; private set; }

    /// <summary>How many there are of each kind, in words.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Hands in a number of submissions.</summary>
    public void HandIn(string folder, int count)
    {
        var answers = exercise.Cells.Where(cell => cell.Role == CellRole.Answer).ToList();
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < count; i++)
        {
            var kind = random.Next(100) switch { < 40 => "right", < 70 => "wrong", < 82 => "broken", < 88 => "hanging", _ => "hostile" };
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
            var notebook = Releaser.Notebook(exercise, key);
            foreach (var cell in answers)
                notebook.Cells.Single(other => other.Id == cell.Id).Source = cell.Cell.Source + $"\n// {i}\n";
            var target = answers[random.Next(answers.Count)];
            var changed = notebook.Cells.Single(other => other.Id == target.Id);
            var text = (string?)null;
            switch (kind)
            {
                case "wrong":
                    foreach (var (id, code) in exercise.Mutants[random.Next(exercise.Mutants.Count)].Answers)
                        notebook.Cells.Single(other => other.Id == id).Source = code;
                    break;
                case "broken" when random.Next(2) == 0:
                    changed.Source += "\nthis is no C#";
                    break;
                case "broken" when random.Next(2) == 0:
                    notebook.Cells.Remove(changed);
                    break;
                case "broken":
                    text = NotebookFile.ToJson(notebook);
                    text = text[..random.Next(text.Length)];
                    break;
                case "hanging":
                    changed.Source = InBody(changed.Source, "while (true) { }");
                    Hanging++;
                    break;
                case "hostile":
                    changed.Source = InBody(changed.Source, Hostile[random.Next(Hostile.Length)]);
                    break;
            }
            var place = Path.Combine(folder, $"student-{i:000}", exercise.Name);
            Directory.CreateDirectory(place);
            File.WriteAllText(Path.Combine(place, exercise.Name + ".ipynb"), text ?? NotebookFile.ToJson(notebook));
        }
        Description = string.Join(", ", counts.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Value} {entry.Key}"));
    }

    /// <summary>Puts code at the beginning of the first solution.</summary>
    private static string InBody(string source, string code)
    {
        const string marker = "// BEGIN SOLUTION";
        var at = source.IndexOf(marker, StringComparison.Ordinal);
        return source[..at] + code + "\n" + source[(at + marker.Length)..];
    }
}
