using Descent.Coursework.Exercises;

namespace Descent.Coursework.Tests.Verification;

/// <summary>Each exercise of the course, its solution and its wrong answers; 'descent verify' proves more, and takes longer.</summary>
public sealed class CourseExerciseTests(CourseExercises exercises) : IClassFixture<CourseExercises>
{
    public static TheoryData<string> Names => [.. CourseExercises.Names];

    public static TheoryData<string, string> Mutants =>
        [.. CourseExercises.Names.SelectMany(name => CourseExercises.Of(name).Mutants.Select(mutant => new TheoryDataRow<string, string>(name, mutant.Name)))];

    public static TheoryData<string, string> Alternatives =>
        [.. CourseExercises.Names.SelectMany(name => CourseExercises.Of(name).Alternatives.Select(mutant => new TheoryDataRow<string, string>(name, mutant.Name)))];

    [Fact]
    public void There_are_ten() => Assert.Equal(
        ["01-logic-and-perceptrons", "02-forward-pass", "03-losses", "04-descent", "05-backprop", "06-optimizers", "07-iris", "08-digits", "09-autoencoder", "10-genz"],
        CourseExercises.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exercise_gives_20_points_of_which_a_person_gives_some(string name)
    {
        Assert.Equal(20, CourseExercises.Of(name).Points, 9);
        Assert.InRange(CourseExercises.Of(name).ManualPoints, 1, 6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exercise_has_both_visible_and_hidden_checks(string name)
    {
        var checks = exercises.KeyOf(name).Checks;
        Assert.Contains(checks, check => check.Expectation.IsHidden);
        Assert.Contains(checks, check => !check.Expectation.IsHidden);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exercise_has_a_page_for_lecturers_and_at_least_five_wrong_answers(string name)
    {
        var exercise = CourseExercises.Of(name);
        var readme = File.ReadAllText(Path.Combine(exercise.Folder, "README.md"));
        foreach (var word in new[] { "Aims", "Time", "Points", "Prerequisites" })
            Assert.Contains($"| {word} |", readme, StringComparison.Ordinal);
        Assert.True(exercise.Mutants.Count >= 5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reference_solution_passes_every_check(string name) => Assert.Empty(exercises.Failed(name, null));

    [Theory]
    [MemberData(nameof(Alternatives))]
    public void Another_right_answer_passes_every_check(string name, string alternative) =>
        Assert.Empty(exercises.Failed(name, Find(CourseExercises.Of(name).Alternatives, alternative)));

    [Theory]
    [MemberData(nameof(Mutants))]
    public void A_wrong_answer_fails_exactly_the_checks_that_it_should(string name, string mutant)
    {
        var wrong = Find(CourseExercises.Of(name).Mutants, mutant);
        Assert.Equal(wrong.Fails.Order(StringComparer.Ordinal), exercises.Failed(name, wrong).Order(StringComparer.Ordinal));
    }

    private static Mutant Find(IEnumerable<Mutant> mutants, string name) => mutants.Single(mutant => mutant.Name == name);
}
