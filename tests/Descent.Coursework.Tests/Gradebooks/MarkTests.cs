using Descent.Coursework.Gradebooks;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Gradebooks;

/// <summary>What instructors set by hand.</summary>
public sealed class MarkTests : IDisposable
{
    private readonly GradedExercise graded = new();
    private readonly Gradebook gradebook;
    private readonly long run;

    public MarkTests()
    {
        gradebook = graded.Open();
        run = gradebook.BeginRun(resume: false).Run;
        Add("aa");
    }

    public void Dispose()
    {
        gradebook.Dispose();
        graded.Dispose();
    }

    [Fact]
    public void A_question_has_no_mark_until_somebody_gives_one() => Assert.Equal((null, 1), (Part("why").Points, Entry.Unmarked));

    [Fact]
    public void A_mark_counts()
    {
        Mark("why", 1.5, "Nearly.");

        Assert.Equal((1.5, "Nearly.", 1.5, 0), (Part("why").Points, Part("why").Comment, Entry.Manual, Entry.Unmarked));
    }

    [Fact]
    public void A_question_without_an_answer_has_no_points_and_needs_no_mark()
    {
        gradebook.Add(graded.Graded("alice", "bb", why: ""), run);

        Assert.Equal((0, 0), (Part("why").Points, Entry.Unmarked));
    }

    [Fact]
    public void The_last_mark_counts_and_earlier_ones_are_kept_in_the_history()
    {
        Mark("why", 1, "one");
        Mark("why", 2, "two");

        Assert.Equal((2, "two"), (Part("why").Points, Part("why").Comment));
        Assert.Equal([(1, "why", 1, "one", "tutor"), (1, "why", 2, "two", "tutor")], gradebook.Marks("alice", graded.Name).Select(mark => (mark.Attempt, mark.Cell, mark.Points ?? 0, mark.Comment!, mark.Author)));
    }

    [Fact]
    public void A_comment_alone_leaves_the_points()
    {
        Mark("why", 1, "one");
        Mark("why", null, "two");

        Assert.Equal((1, "two"), (Part("why").Points, Part("why").Comment));
    }

    [Fact]
    public void Points_alone_leave_the_comment()
    {
        Mark("why", 1, "one");
        Mark("why", 2, null);

        Assert.Equal((2, "one"), (Part("why").Points, Part("why").Comment));
    }

    [Fact]
    public void An_empty_comment_takes_the_comment_back()
    {
        Mark("why", 1, "one");
        Mark("why", null, "");

        Assert.Equal((1, null), (Part("why").Points, Part("why").Comment));
    }

    [Fact]
    public void Points_for_a_cell_with_checks_replace_those_of_the_checks()
    {
        Mark("check-twice", 2, null);

        Assert.Equal((2, 2, 2), (Part("check-twice").Points, Part("check-twice").Given, Entry.Automatic));
    }

    [Fact]
    public void What_is_taken_back_counts_no_more_and_stays_in_the_history()
    {
        Mark("check-twice", 2, "by hand");
        gradebook.TakeBack("alice", graded.Name, "check-twice", "dr b");

        Assert.Equal((null, null), (Part("check-twice").Given, Part("check-twice").Comment));
        Assert.Equal(2, gradebook.Marks("alice", graded.Name).Count);
    }

    [Fact]
    public void A_mark_after_one_that_was_taken_back_counts()
    {
        Mark("why", 1, "one");
        gradebook.TakeBack("alice", graded.Name, "why", "dr b");
        Mark("why", 2, null);

        Assert.Equal((2, null), (Part("why").Points, Part("why").Comment));
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(2.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Points_beyond_what_the_cell_gives_are_refused(double points)
    {
        var message = Assert.Throws<CourseworkException>(() => Mark("why", points, "x")).Message;

        Assert.Equal(($"cell 'why' gives 0 to 2 points, not {points}", 0), (message, gradebook.Marks("alice", graded.Name).Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void No_points_and_all_points_can_be_given(double points)
    {
        Mark("why", points, null);

        Assert.Equal(points, Part("why").Points);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("twice")]
    [InlineData("usings")]
    public void Cells_that_are_not_graded_are_refused_and_the_others_named(string cell) =>
        Assert.Equal($"'01-tiny' has no graded cell '{cell}'; it has check-twice, check-thrice, why", Assert.Throws<CourseworkException>(() => Mark(cell, 1, null)).Message);

    [Fact]
    public void Who_handed_in_nothing_gets_no_mark() =>
        Assert.Equal("there is no graded submission of '01-tiny' by 'bob'", Assert.Throws<CourseworkException>(() => gradebook.Mark("bob", graded.Name, "why", 1, null, "tutor")).Message);

    [Fact]
    public void Nothing_to_set_is_refused() =>
        Assert.Equal("there is nothing to set; give points, a comment, or both", Assert.Throws<CourseworkException>(() => Mark("why", null, null)).Message);

    [Fact]
    public void A_mark_goes_over_to_a_new_attempt_with_the_same_answer()
    {
        Mark("why", 1.5, "Nearly.");
        gradebook.Add(graded.Graded("alice", "bb", twice: "another"), run);

        Assert.Equal((2, 1.5, "Nearly."), (Entry.Attempt, Part("why").Points, Part("why").Comment));
    }

    [Fact]
    public void A_mark_does_not_go_over_to_another_answer()
    {
        Mark("why", 1.5, "Nearly.");
        gradebook.Add(graded.Graded("alice", "bb", why: "Because addition commutes."), run);

        Assert.Equal((null, null, 1), (Part("why").Points, Part("why").Comment, Entry.Unmarked));
    }

    [Fact]
    public void A_mark_is_back_when_the_answer_is()
    {
        Mark("why", 1.5, "Nearly.");
        gradebook.Add(graded.Graded("alice", "bb", why: "Other."), run);
        Mark("why", 0, "No.");
        gradebook.Add(graded.Graded("alice", "cc"), run);

        Assert.Equal((3, 1.5, "Nearly."), (Entry.Attempt, Part("why").Points, Part("why").Comment));
    }

    [Fact]
    public void A_mark_for_checks_stays_with_its_attempt()
    {
        Mark("check-twice", 2, "The check was too strict.");
        gradebook.Add(graded.Graded("alice", "bb"), run);

        Assert.Equal((1, null), (Part("check-twice").Points, Part("check-twice").Comment));
    }

    [Fact]
    public void A_mark_outlives_grading_again()
    {
        Mark("why", 1.5, "Nearly.");
        Mark("check-twice", 2, null);
        Add("aa");

        Assert.Equal((1.5, 2), (Part("why").Points, Part("check-twice").Points));
    }

    [Fact]
    public void Marks_of_one_student_are_not_anothers()
    {
        gradebook.Add(graded.Graded("bob", "aa"), run);
        Mark("why", 1.5, "Nearly.");

        Assert.Equal((0, 0), (gradebook.Marks("bob", graded.Name).Count, gradebook.Entries("bob").Single().Manual));
    }

    private GradebookEntry Entry => gradebook.Entries("alice").Single();

    private void Add(string hash) => gradebook.Add(graded.Graded("alice", hash), run);

    private void Mark(string cell, double? points, string? comment) => gradebook.Mark("alice", ExerciseFolder.Name, cell, points, comment, "tutor");

    private ReportPart Part(string cell) => gradebook.Reports("alice").Single().Parts.Single(part => part.Cell == cell);
}
