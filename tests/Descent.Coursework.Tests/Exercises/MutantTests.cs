using Descent.Coursework.Exercises;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Exercises;

public sealed class MutantTests
{
    private const string Good = "// The doubling is forgotten.\n// It happens.\n// cell: twice\n// fails: twice 3\n// fails: twice 17\n\nint Twice(int x)\n{\n    // Once is enough.\n    return x;\n}\n";

    [Fact]
    public void A_mutant_says_what_is_wrong_where_and_which_checks_fail()
    {
        var mutant = Load("mutants/once.cs", Good).Mutants.Single();

        Assert.Multiple(
            () => Assert.Equal(("once", "The doubling is forgotten. It happens."), (mutant.Name, mutant.Description)),
            () => Assert.Equal(["twice 3", "twice 17"], mutant.Fails),
            () => Assert.Equal("int Twice(int x)\n{\n    // Once is enough.\n    return x;\n}", mutant.Answers["twice"]));
    }

    [Fact]
    public void Another_cell_line_begins_another_cell()
    {
        var mutant = Load("mutants/both.cs", "// Both.\n// cell: twice\n// fails: twice 3\nint Twice(int x) => x;\n// cell: thrice\nint Thrice(int x) => x;\n").Mutants.Single();

        Assert.Equal([("twice", "int Twice(int x) => x;"), ("thrice", "int Thrice(int x) => x;")], mutant.Answers.Select(answer => (answer.Key, answer.Value)));
    }

    [Fact]
    public void Line_ends_of_any_system_are_read()
    {
        var mutant = Load("mutants/windows.cs", Good.ReplaceLineEndings("\r\n")).Mutants.Single();

        Assert.DoesNotContain('\r', mutant.Answers["twice"] + mutant.Description + mutant.Fails[0]);
    }

    [Fact]
    public void An_alternative_fails_nothing()
    {
        var exercise = Load("alternatives/sum.cs", "// By adding.\n// cell: twice\nint Twice(int x) => x + x;\n");

        Assert.Equal((0, "sum"), (exercise.Mutants.Count, Assert.Single(exercise.Alternatives).Name));
    }

    [Theory]
    [InlineData("mutants/m.cs", "// cell: twice\n// fails: twice 3\nx", "mutants/m.cs does not begin with a comment that says what is wrong")]
    [InlineData("mutants/m.cs", "// Wrong.\n// fails: twice 3\nx", "mutants/m.cs names no cell; write a line '// cell: ID' before the code")]
    [InlineData("mutants/m.cs", "// Wrong.\n// cell: twice\nx", "mutants/m.cs names no check that it fails; write lines '// fails: NAME OF THE CHECK'")]
    [InlineData("mutants/m.cs", "// Wrong.\n// cell: check-twice\n// fails: twice 3\nx", "mutants/m.cs: there is no answer cell 'check-twice'")]
    [InlineData("mutants/m.cs", "// Wrong.\n// cell: nowhere\n// fails: twice 3\nx", "mutants/m.cs: there is no answer cell 'nowhere'")]
    [InlineData("alternatives/a.cs", "// cell: twice\nx", "alternatives/a.cs does not begin with a comment that says what is different")]
    [InlineData("alternatives/a.cs", "// Right.\n// cell: twice\n// fails: twice 3\nx", "alternatives/a.cs is right, so it fails nothing; wrong answers belong into mutants/")]
    public void What_is_wrong_with_a_file_is_said_with_its_name(string file, string content, string problem)
    {
        using var folder = new ExerciseFolder();
        folder.Write(file, content);

        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void All_problems_of_a_file_are_named_at_once()
    {
        using var folder = new ExerciseFolder();
        folder.Write("mutants/empty.cs", "");

        Assert.Equal(3, folder.Problems().Count);
    }

    [Fact]
    public void Files_are_in_the_order_of_their_names()
    {
        using var folder = new ExerciseFolder();
        foreach (var name in new[] { "b", "a", "C" })
            folder.Write($"mutants/{name}.cs", Good);
        folder.Write("mutants/notes.txt", "not code");

        Assert.Equal(["C", "a", "b"], folder.Load().Mutants.Select(mutant => mutant.Name));
    }

    private static Exercise Load(string file, string content)
    {
        using var folder = new ExerciseFolder();
        folder.Write(file, content);
        return folder.Load();
    }
}
