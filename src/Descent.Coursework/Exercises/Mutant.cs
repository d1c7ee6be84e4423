namespace Descent.Coursework.Exercises;

/// <summary>A plausible wrong answer, and the checks that it must fail.</summary>
/// <param name="Name">Its file's name without extension.</param>
/// <param name="Description">What is wrong with it.</param>
/// <param name="Answers">The answer cells that it replaces: code by <c>grade_id</c>.</param>
/// <param name="Fails">The names of the checks that it must fail; it must pass all others.</param>
public sealed record Mutant(string Name, string Description, IReadOnlyDictionary<string, string> Answers, IReadOnlyList<string> Fails)
{
    private const string CellLine = "// cell:";
    private const string FailsLine = "// fails:";

    /// <summary>
    /// Reads a mutant: comment lines that say what is wrong, <c>// cell: ID</c>, <c>// fails: NAME OF A CHECK</c> for each check, then the
    /// cell's code; another <c>// cell: ID</c> begins another cell.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="isRight">True for an answer that is as right as the reference solution, and fails nothing.</param>
    /// <returns>The mutant.</returns>
    /// <exception cref="ExerciseException">The file has no description or no cell, or no check to fail.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Mutant Read(string path, bool isRight = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        var description = new List<string>();
        var answers = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var fails = new List<string>();
        List<string>? code = null;
        foreach (var line in File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith(CellLine, StringComparison.Ordinal))
                answers[line[CellLine.Length..].Trim()] = code = [];
            else if (line.StartsWith(FailsLine, StringComparison.Ordinal))
                fails.Add(line[FailsLine.Length..].Trim());
            else if (code is not null)
                code.Add(line);
            else if (line.StartsWith("//", StringComparison.Ordinal))
                description.Add(line[2..].Trim());
        }
        var name = Path.GetFileNameWithoutExtension(path);
        var file = $"{Path.GetFileName(Path.GetDirectoryName(path))}/{name}.cs";
        List<string> problems = [];
        if (description.Count == 0)
            problems.Add($"{file} does not begin with a comment that says what is {(isRight ? "different" : "wrong")}");
        if (answers.Count == 0)
            problems.Add($"{file} names no cell; write a line '{CellLine} ID' before the code");
        if (fails.Count == 0 && !isRight)
            problems.Add($"{file} names no check that it fails; write lines '{FailsLine} NAME OF THE CHECK'");
        if (fails.Count > 0 && isRight)
            problems.Add($"{file} is right, so it fails nothing; wrong answers belong into mutants/");
        if (problems.Count > 0)
            throw new ExerciseException(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(path))))!, problems);
        return new Mutant(name, string.Join(' ', description), answers.ToDictionary(answer => answer.Key, answer => string.Join('\n', answer.Value).Trim('\n')), fails);
    }
}
