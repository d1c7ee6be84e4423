using Descent.Coursework.Sandboxes;
using Descent.Coursework.Tests.Samples;
using Descent.Coursework.Verification;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Verification;

/// <summary>An exercise that proves its checks, and what is said of one that does not.</summary>
public sealed class VerifierTests
{
    private static readonly string[] Good =
    [
        "// It adds instead of multiplying.\n// cell: square\n// fails: square of 3\n// fails: square of a hidden number\ndouble Square(double x) => x + x;",
        "// It squares.\n// cell: twice\n// fails: twice 4\n// fails: twice a hidden number\ndouble Twice(double x) => x * x;",
    ];

    [Fact]
    public void A_good_exercise_is_proved()
    {
        var report = Verify(null, [.. Good, "// Only whole numbers are right.\n// cell: twice\n// fails: twice a hidden number\ndouble Twice(double x) => 2 * (int)x;"]);
        Assert.Empty(report.Problems);
        Assert.Equal((4, 3, 10), (report.Checks, report.Mutants, report.Points));
    }

    [Fact]
    public void A_check_that_no_wrong_answer_fails_is_named() =>
        Expect("no mutant fails check 'twice 4', so nothing shows that it can fail", null, Good[0]);

    [Fact]
    public void A_wrong_answer_that_passes_is_named() =>
        Expect("mutant m2 passes 'square of 3', which it must fail", null, [.. Good, "// Nothing is wrong.\n// cell: square\n// fails: square of 3\ndouble Square(double x) => x * x;"]);

    [Fact]
    public void A_wrong_answer_that_fails_more_than_it_says_is_named() =>
        Expect("mutant m2 fails 'square of a hidden number', which it does not name", null, [.. Good, "// All is wrong.\n// cell: square\n// fails: square of 3\ndouble Square(double x) => 0;"]);

    [Fact]
    public void A_wrong_answer_that_does_not_compile_is_named() =>
        Expect("mutant m2: cell 'square' does not compile", null, [.. Good, "// Nonsense.\n// cell: square\n// fails: square of 3\n// fails: square of a hidden number\ndouble Square(double x) => ;"]);

    [Fact]
    public void A_check_that_does_not_exist_is_named() =>
        Expect("mutant m2 is to fail 'cube of 3', but there is no such check", null, [.. Good, "// Wrong.\n// cell: square\n// fails: cube of 3\ndouble Square(double x) => x;"]);

    [Fact]
    public void A_solution_that_has_drifted_from_its_checks_is_named() =>
        Expect("the reference solution fails check 'square of 3': ", cells => Change(cells, "check-square", "expected: 9.0", "expected: 9.5"), Good);

    [Fact]
    public void A_hidden_check_that_states_what_is_expected_is_named() =>
        Expect("hidden check 'twice a hidden number' states what is expected", cells => Change(cells, "check-twice", "Twice(Check.Seed + 0.5)", "Twice(Check.Seed + 0.5), expected: 2 * Check.Seed + 1"), Good);

    [Fact]
    public void A_visible_check_that_does_not_is_named() =>
        Expect("check 'twice 4' does not state what is expected, so students learn nothing from it", cells => Change(cells, "check-twice", ", expected: 8.0", ""), Good);

    [Fact]
    public void Points_that_do_not_add_up_are_named() =>
        Expect("cell 'check-twice' is worth 3 points, its checks together 4", cells => Change(cells, "check-twice", "points: 1", "points: 2"), Good);

    [Fact]
    public void Two_checks_of_one_name_are_named() =>
        Expect("two checks are called 'square of 3'", cells => Change(cells, "check-twice", "\"twice 4\"", "\"square of 3\""), Good);

    [Fact]
    public void A_check_that_depends_on_the_seed_is_named() =>
        Expect("with seed 20011 there are other checks", cells => Change(cells, "check-twice", "points: 2", "points: Check.Seed == 1 ? 2 : 1"), Good);

    [Fact]
    public void A_check_that_depends_on_the_order_is_named() =>
        Expect("checks in reverse order) fails 'twice 4'", cells =>
        {
            Change(cells, "usings", "using Descent.Checks;", "using Descent.Checks;\nstatic class Count { public static int Calls; }");
            Change(cells, "check-square", "() => Square(3)", "() => { Count.Calls++; return Square(3); }");
            Change(cells, "check-twice", "() => Twice(4)", "() => Twice(4) * Count.Calls");
        }, Good);

    [Fact]
    public void A_stub_that_gets_points_is_named() =>
        Expect("the released notebook, handed in as it is, gets 1 points for 'twice 4'", cells => Change(cells, "check-twice", "() => Twice(4)", "() => { try { return Twice(4); } catch (NotImplementedException) { return 8; } }"), Good);

    [Fact]
    public void A_stub_that_does_not_compile_is_named() =>
        Expect("the released notebook", cells => Change(cells, "square", "double Square(double x)\n{\n    // BEGIN SOLUTION\n    return x * x;\n    // END SOLUTION\n}", "// BEGIN SOLUTION\ndouble Square(double x) => x * x;\n// END SOLUTION"), Good);

    [Fact]
    public void Another_right_answer_that_is_marked_wrong_is_named()
    {
        using var course = Course(null, Good);
        var folder = Path.Combine(course.ExerciseFolder, "alternatives");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "by-addition.cs"), "// A float is exact enough.\n// cell: twice\ndouble Twice(double x) => (float)x + (float)x + 0.01;");
        Assert.Contains(Verify(course).Problems, problem => problem.StartsWith("alternative by-addition (seed 20011) fails 'twice 4', which it does not name", StringComparison.Ordinal));
    }

    [Fact]
    public void What_only_one_kernel_runs_is_named() =>
        Expect("not every C# kernel runs the released notebook", cells => Change(cells, "usings", "using Descent.Checks;", "using Descent.Checks;\ndisplay(1);"), Good);

    [Fact]
    public void An_exercise_that_is_not_well_formed_is_reported_and_the_others_are_verified()
    {
        using var course = Course(null, Good);
        var bad = course.PathOf("exercises", "02-bad");
        Directory.CreateDirectory(bad);
        NotebookFile.Write(new Notebook([new Cell(CellKind.Code, "1")]), Path.Combine(bad, "02-bad.ipynb"));
        var reports = Verifier.Verify([bad, course.ExerciseFolder], TinyCourse.Sandbox(SandboxKind.None), jobs: 1, cancellation: TestContext.Current.CancellationToken);
        Assert.Contains("cell 1 has no grade_id", Assert.Single(reports[0].Problems), StringComparison.Ordinal);
        Assert.True(reports[1].IsProved);
    }

    private static void Change(List<Cell> cells, string id, string from, string to)
    {
        var cell = cells.Single(cell => cell.Id == id);
        Assert.Contains(from, cell.Source, StringComparison.Ordinal);
        cell.Source = cell.Source.Replace(from, to, StringComparison.Ordinal);
    }

    private static void Expect(string problem, Action<List<Cell>>? change, params string[] mutants) =>
        Assert.Contains(Verify(change, mutants).Problems, found => found.Contains(problem, StringComparison.Ordinal));

    private static ExerciseReport Verify(Action<List<Cell>>? change, params string[] mutants)
    {
        using var course = Course(change, mutants);
        return Verify(course);
    }

    private static ExerciseReport Verify(TinyCourse course) =>
        Assert.Single(Verifier.Verify([course.ExerciseFolder], TinyCourse.Sandbox(SandboxKind.None), jobs: 1, cancellation: TestContext.Current.CancellationToken));

    private static TinyCourse Course(Action<List<Cell>>? change, params string[] mutants)
    {
        var course = new TinyCourse(change);
        Directory.CreateDirectory(Path.Combine(course.ExerciseFolder, "mutants"));
        foreach (var (mutant, i) in mutants.Select((mutant, i) => (mutant, i)))
            File.WriteAllText(Path.Combine(course.ExerciseFolder, "mutants", $"m{i}.cs"), mutant);
        return course;
    }
}
