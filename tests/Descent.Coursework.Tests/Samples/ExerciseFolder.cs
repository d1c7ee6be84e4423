using Descent.Coursework.Exercises;
using Descent.Coursework.Transforms;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Samples;

/// <summary>The folder of an exercise, for one test.</summary>
internal sealed class ExerciseFolder : IDisposable
{
    public const string Name = "01-tiny";

    private readonly ScratchFolder scratch = new();

    public ExerciseFolder(params Cell[] cells)
        : this(new Notebook(cells.Length > 0 ? cells : TinyCells()))
    {
    }

    public ExerciseFolder(Notebook notebook)
    {
        Directory.CreateDirectory(Folder);
        NotebookFile.Write(notebook, Path.Combine(Folder, Name + ".ipynb"));
    }

    public string Folder => scratch.PathOf(Name);

    public string Write(string relative, string content) => scratch.Write(Path.Combine(Name, relative), content);

    public Exercise Load() => Exercise.Load(Folder);

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<string> Problems() => Assert.Throws<ExerciseException>(Load).Problems;

    public void Dispose() => scratch.Dispose();

    /// <summary>The smallest exercise with a cell for each purpose.</summary>
    public static Cell[] TinyCells() =>
    [
        Cells.Given("usings", "using System;"),
        Cells.Text("title", "# Tiny exercise\n\nDouble and triple."),
        Cells.Text("twice-text", "## Twice"),
        Cells.Answer("twice", "int Twice(int x)\n{\n    // BEGIN SOLUTION\n    return x << 1;\n    // END SOLUTION\n}"),
        Cells.Checks(
            "check-twice",
            "Check.Equal(\"twice 3\", () => Twice(3), expected: 6);\n// BEGIN HIDDEN TESTS\nCheck.Equal(\"twice 17\", () => Twice(17));\n// END HIDDEN TESTS\n// BEGIN SECRET\nCheck.Keep(\"forty\", Twice(20));\n// END SECRET",
            points: 2),
        Cells.Text("thrice-text", "## Thrice"),
        Cells.Answer("thrice", "int Thrice(int x)\n{\n    // BEGIN SOLUTION\n    return Twice(x) + x;\n    // END SOLUTION\n}"),
        Cells.Checks("check-thrice", "Check.Equal(\"thrice 3\", () => Thrice(3), expected: 9);", points: 1.5),
        Cells.Question("why", "<!-- BEGIN SOLUTION -->\nBecause addition commutes.\n<!-- END SOLUTION -->", points: 2),
    ];

    /// <summary>The exercise as students get it.</summary>
    public static Notebook Released(Exercise exercise)
    {
        var none = new Dictionary<string, (int Checks, double Points)>();
        return LockCells.Apply(ClearSolutions.Apply(ClearHiddenTests.Apply(ClearSecrets.Apply(exercise.Notebook), none)));
    }
}
