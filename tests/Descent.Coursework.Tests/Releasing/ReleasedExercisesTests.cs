using System.Text;
using System.Text.Json;
using Descent.Coursework.Exercises;
using Descent.Coursework.Releasing;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Releasing;

/// <summary>What students get of the exercises of this repository, before the answer key adds the names of checks.</summary>
public sealed class ReleasedExercisesTests
{
    private static readonly Dictionary<string, (int Checks, double Points)> NoneHidden = [];

    [Theory]
    [MemberData(nameof(CourseRepository.ExerciseNames), MemberType = typeof(CourseRepository))]
    public void Nothing_of_a_solution_a_hidden_test_or_a_secret_remains(string name)
    {
        var exercise = CourseRepository.Load(name);
        var released = AllText(NotebookFile.ToJson(Releaser.Clear(exercise, NoneHidden)));
        var given = exercise.Cells.SelectMany(cell => Outside(cell.Cell.Source)).ToHashSet(StringComparer.Ordinal);
        var hidden = exercise.Cells.SelectMany(cell => Inside(cell.Cell.Source)).ToList();
        var leaked = hidden.FindAll(line => line.Length >= 12 && !given.Any(text => text.Contains(line, StringComparison.Ordinal)) && released.Contains(line, StringComparison.Ordinal));

        Assert.Multiple(
            () => Assert.NotEmpty(hidden),
            () => Assert.Empty(leaked),
            () => Assert.DoesNotContain("BEGIN ", released, StringComparison.Ordinal),
            () => Assert.DoesNotContain("END ", released, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CourseRepository.ExerciseNames), MemberType = typeof(CourseRepository))]
    public void Everything_else_remains(string name)
    {
        var exercise = CourseRepository.Load(name);
        var released = Releaser.Clear(exercise, NoneHidden).Cells.SelectMany(cell => Lines(cell.Source)).ToHashSet(StringComparer.Ordinal);

        Assert.Subset(released, exercise.Cells.SelectMany(cell => Outside(cell.Cell.Source)).ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(CourseRepository.ExerciseNames), MemberType = typeof(CourseRepository))]
    public void The_same_exercise_is_released_as_the_same_bytes(string name) =>
        Assert.Equal(NotebookFile.ToJson(Releaser.Clear(CourseRepository.Load(name), NoneHidden)), NotebookFile.ToJson(Releaser.Clear(CourseRepository.Load(name), NoneHidden)));

    [Theory]
    [MemberData(nameof(CourseRepository.ExerciseNames), MemberType = typeof(CourseRepository))]
    public void Checksums_are_those_of_the_released_text(string name) =>
        Assert.All(Releaser.Clear(CourseRepository.Load(name), NoneHidden).Cells, cell => Assert.Equal(Nbgrader.Checksum(cell), Nbgrader.ChecksumOf(cell)));

    private static IEnumerable<string> Inside(string source) => Split(source).Where(line => line.IsInside).Select(line => line.Text);

    private static IEnumerable<string> Outside(string source) => Split(source).Where(line => !line.IsInside).Select(line => line.Text);

    /// <summary>The lines of a cell, and whether they stand in a region; found here without the code under test.</summary>
    private static IEnumerable<(string Text, bool IsInside)> Split(string source)
    {
        var depth = 0;
        foreach (var line in Lines(source))
        {
            if (line.Contains("BEGIN ", StringComparison.Ordinal))
                depth++;
            else if (line.Contains("END ", StringComparison.Ordinal))
                depth--;
            else if (line.Length > 0)
                yield return (line, depth > 0);
        }
    }

    private static IEnumerable<string> Lines(string source) => source.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim());

    /// <summary>All names and texts of a JSON document, one after another.</summary>
    private static string AllText(string json)
    {
        var text = new StringBuilder();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                text.Append(reader.GetString()).Append('\n');
        }
        return text.ToString();
    }
}
