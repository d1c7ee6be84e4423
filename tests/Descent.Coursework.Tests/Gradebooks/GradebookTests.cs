using Descent.Coursework.Exercises;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Submissions;
using Descent.Coursework.Tests.Samples;
using Microsoft.Data.Sqlite;

namespace Descent.Coursework.Tests.Gradebooks;

public sealed class GradebookTests : IDisposable
{
    private readonly GradedExercise graded = new();
    private readonly Gradebook gradebook;
    private readonly long run;

    public GradebookTests()
    {
        gradebook = graded.Open();
        run = gradebook.BeginRun(resume: false).Run;
    }

    public void Dispose()
    {
        gradebook.Dispose();
        graded.Dispose();
    }

    [Fact]
    public void What_went_in_comes_out_again()
    {
        Add("alice", "aa");

        var report = Report("alice");

        Assert.Multiple(
            () => Assert.Equal("Tiny exercise", report.Title),
            () => Assert.Equal(["a warning"], report.Warnings),
            () => Assert.Equal(["a flag"], report.Flags),
            () => Assert.Equal(["twice", "check-twice", "thrice", "check-thrice", "why"], report.Parts.Select(part => part.Cell)),
            () => Assert.Equal(["Twice", "Twice", "Thrice", "Thrice", "Thrice"], report.Parts.Select(part => part.Section)),
            () => Assert.Equal(graded.Graded("alice", "aa").Marks.Checks, report.Parts.SelectMany(part => part.Checks)),
            () => Assert.Equal([("return 2 * x;", null), ("return", "does not compile: ; expected"), ("Because.", null)], report.Parts.Where(part => part.Role is CellRole.Answer or CellRole.Question).Select(part => (part.Source, part.Failure))));
    }

    [Fact]
    public void An_entry_adds_up()
    {
        Add("alice", "aa");

        var entry = Entry("alice");

        Assert.Equal((1, 3.5, 0, 2, 1, 1, 5.5), (entry.Automatic, entry.AutomaticMaximum, entry.Manual, entry.ManualMaximum, entry.Unmarked, entry.Flags, entry.Maximum));
    }

    [Fact]
    public void An_entry_says_when_and_where_it_was_graded()
    {
        Add("alice", "aa");

        var entry = Entry("alice");

        Assert.Equal((GradedExercise.Submitted, "bwrap", 1, null), (entry.Submitted, entry.Sandbox, entry.Attempt, entry.Problem));
        Assert.InRange(DateTimeOffset.UtcNow - entry.Graded, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public void A_submission_that_could_not_be_read_has_no_points_and_its_reason()
    {
        gradebook.Add(graded.Unreadable("alice", "aa"), run);

        Assert.Equal(("it is not a notebook", 0, 0, 5.5), (Entry("alice").Problem, Entry("alice").Automatic, Entry("alice").Unmarked, Entry("alice").Maximum));
    }

    [Fact]
    public void Entries_come_in_the_order_of_students()
    {
        foreach (var student in new[] { "zoe", "Bob", "alice" })
            Add(student, "aa");

        Assert.Equal(["Bob", "alice", "zoe"], gradebook.Entries().Select(entry => entry.Student));
    }

    [Theory]
    [InlineData("alice", null, 1)]
    [InlineData(null, ExerciseFolder.Name, 2)]
    [InlineData("alice", "99-other", 0)]
    [InlineData("carol", null, 0)]
    public void Entries_can_be_asked_for_by_student_and_exercise(string? student, string? exercise, int count)
    {
        Add("alice", "aa");
        Add("bob", "aa");

        Assert.Equal(count, gradebook.Entries(student, exercise).Count);
    }

    [Fact]
    public void Attempts_are_numbered_and_kept()
    {
        Add("alice", "aa", 0.25);
        Add("alice", "bb", 0.5);
        Add("bob", "cc");
        Add("alice", "dd", 1);

        Assert.Equal([(1, 0.25), (2, 0.5), (3, 1)], gradebook.Gradings("alice", graded.Name).Select(grading => (grading.Attempt, grading.Points)));
        Assert.Equal((3, 1), (Entry("alice").Attempt, Entry("alice").Automatic));
    }

    [Fact]
    public void Grading_the_same_again_is_no_new_attempt_and_the_newest_grading_counts()
    {
        Add("alice", "aa", 0.25);
        Add("alice", "aa", 0.75);

        Assert.Equal([(1, 0.25), (1, 0.75)], gradebook.Gradings("alice", graded.Name).Select(grading => (grading.Attempt, grading.Points)));
        Assert.Equal((1, 0.75), (Entry("alice").Attempt, Entry("alice").Automatic));
    }

    [Fact]
    public void An_earlier_content_handed_in_again_counts_again_under_its_number()
    {
        Add("alice", "aa", 0.25);
        Add("alice", "bb", 0.5);
        Add("alice", "aa", 0.25);
        Add("alice", "cc", 1);

        Assert.Equal([1, 2, 1, 3], gradebook.Gradings("alice", graded.Name).Select(grading => grading.Attempt));
        Assert.Equal(3, Entry("alice").Attempt);
    }

    [Fact]
    public void An_earlier_content_handed_in_again_counts_from_when_it_was_handed_in_again()
    {
        Add("alice", "aa");
        Add("alice", "bb");
        var later = GradedExercise.Submitted.AddDays(3);
        var again = graded.Graded("alice", "aa");
        gradebook.Add(again with { Submission = again.Submission with { Submitted = later } }, run);

        Assert.Equal((1, later), (Entry("alice").Attempt, Entry("alice").Submitted));
    }

    [Theory]
    [InlineData("alice", "bb", "v1", true)]
    [InlineData("alice", "bb", "v2", false)]
    [InlineData("alice", "cc", "v1", false)]
    [InlineData("alice", "aa", "v1", false)]
    [InlineData("bob", "bb", "v1", false)]
    public void Graded_is_what_counts_with_this_content_and_version(string student, string hash, string version, bool isGraded)
    {
        Add("alice", "aa");
        Add("alice", "bb");

        Assert.Equal(isGraded, gradebook.IsGraded(student, graded.Name, hash, version));
    }

    [Fact]
    public void Of_several_gradings_the_newest_says_the_version()
    {
        gradebook.Add(graded.Graded("alice", "aa", version: "v1"), run);
        gradebook.Add(graded.Graded("alice", "aa", version: "v2"), run);

        Assert.Equal((false, true), (gradebook.IsGraded("alice", graded.Name, "aa", "v1"), gradebook.IsGraded("alice", graded.Name, "aa", "v2")));
    }

    [Fact]
    public void What_the_grader_itself_failed_on_is_not_graded_yet()
    {
        var failed = graded.Graded("alice", "aa");
        gradebook.Add(failed with { Marks = failed.Marks with { HasGraderFailed = true } }, run);

        Assert.False(gradebook.IsGraded("alice", graded.Name, "aa", GradedExercise.Version));
    }

    [Fact]
    public void A_run_that_has_not_finished_can_be_gone_on_with()
    {
        Add("alice", "aa");

        var (resumed, done) = gradebook.BeginRun(resume: true);

        Assert.Equal((run, ("alice", graded.Name)), (resumed, done.Single()));
    }

    [Fact]
    public void A_run_that_has_finished_cannot_be_gone_on_with()
    {
        Add("alice", "aa");
        gradebook.FinishRun(run);

        var (next, done) = gradebook.BeginRun(resume: true);

        Assert.Equal((run + 1, 0), (next, done.Count));
    }

    [Fact]
    public void Without_resuming_every_run_is_a_new_one() => Assert.Equal((run + 1, 0), (gradebook.BeginRun(resume: false).Run, gradebook.BeginRun(resume: false).Done.Count));

    [Fact]
    public void An_exercise_that_changes_is_counted_as_it_is_now()
    {
        Add("alice", "aa");
        using var changed = new ExerciseFolder([.. ExerciseFolder.TinyCells().Where(cell => cell.Id is not ("check-thrice" or "why"))]);

        gradebook.Record(changed.Load(), "v2");

        Assert.Equal((1, 2, 0), (Entry("alice").Automatic, Entry("alice").Maximum, Entry("alice").Unmarked));
    }

    [Theory]
    [InlineData("Robert'); DROP TABLE student;--")]
    [InlineData("O'Neill \"quoted\"")]
    [InlineData("é ∂ 😀")]
    [InlineData("a%_b")]
    [InlineData("@student")]
    public void Any_name_is_a_name(string student)
    {
        Add(student, "aa");
        Add("other", "aa");

        Assert.Equal(student, gradebook.Entries(student).Single().Student);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("a\r\nb\n")]
    [InlineData("")]
    [InlineData("'; --")]
    [InlineData("😀 \u2028 \uFFFF")]
    public void Any_answer_is_kept_as_it_is(string source)
    {
        gradebook.Add(graded.Graded("alice", "aa", twice: source), run);

        Assert.Equal(source, Report("alice").Parts[0].Source);
    }

    [Fact]
    public void A_submission_that_cannot_go_in_whole_does_not_go_in_at_all()
    {
        Add("alice", "aa", 0.5);
        var twice = new Answer(graded.CellOf("twice"), "x", 1);

        Assert.Throws<SqliteException>(() => gradebook.Add(graded.Graded("alice", "bb", 1) with { Answers = [twice, twice] }, run));

        Assert.Equal((1, 0.5, 1), (Entry("alice").Attempt, Entry("alice").Automatic, gradebook.Gradings("alice", graded.Name).Count));
    }

    [Fact]
    public void After_a_submission_that_did_not_go_in_the_next_one_does()
    {
        var twice = new Answer(graded.CellOf("twice"), "x", 1);
        Assert.Throws<SqliteException>(() => gradebook.Add(graded.Graded("alice", "aa") with { Answers = [twice, twice] }, run));

        Add("bob", "bb");

        Assert.Equal(["bob"], gradebook.Entries().Select(entry => entry.Student));
    }

    [Fact]
    public void A_grading_belongs_to_a_run() => Assert.Contains("FOREIGN KEY", Assert.Throws<SqliteException>(() => gradebook.Add(graded.Graded("alice", "aa"), run + 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_submission_belongs_to_an_exercise()
    {
        var submission = graded.Graded("alice", "aa");
        var other = submission with { Submission = submission.Submission with { File = new SubmissionFile("alice", "99-other", "x") } };

        Assert.Contains("FOREIGN KEY", Assert.Throws<SqliteException>(() => gradebook.Add(other, run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_committed_when_the_program_died_is_not_there()
    {
        Add("alice", "aa");
        using var dying = new SqliteConnection($"Data Source={graded.Path};Pooling=False");
        dying.Open();
        using var transaction = dying.BeginTransaction();
        using (var command = dying.CreateCommand())
        {
            command.Transaction = transaction;
            command.CommandText = $"INSERT INTO student VALUES ('bob'); UPDATE attempt SET is_current = 0; INSERT INTO attempt VALUES (99, 'bob', '{graded.Name}', 1, 'bb', '2026-01-01T00:00:00.000Z', 1)";
            command.ExecuteNonQuery();
        }

        using var scratch = new ScratchFolder();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(graded.Path)!, "gradebook.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, scratch.PathOf(Path.GetFileName(file)));
        using var copy = Gradebook.Open(scratch.PathOf("gradebook.db"));

        Assert.Equal(["alice"], copy.Entries().Select(entry => entry.Student));
    }

    [Fact]
    public async Task Several_programs_write_at_the_same_time_and_nothing_is_lost()
    {
        using var other = Gradebook.Open(graded.Path);
        var otherRun = other.BeginRun(resume: false).Run;

        await Task.WhenAll(
            Task.Run(() => Write(gradebook, run, "a"), TestContext.Current.CancellationToken),
            Task.Run(() => Write(gradebook, run, "b"), TestContext.Current.CancellationToken),
            Task.Run(() => Write(other, otherRun, "c"), TestContext.Current.CancellationToken));

        Assert.Equal(Enumerable.Range(1, 30), gradebook.Gradings("alice", graded.Name).Select(grading => grading.Attempt).Order());
        Assert.Equal(31, other.Entries().Count);

        void Write(Gradebook book, long number, string name)
        {
            for (var i = 0; i < 10; i++)
            {
                book.Add(graded.Graded("alice", $"{name}{i}"), number);
                book.Add(graded.Graded($"{name}{i}", "aa"), number);
            }
        }
    }

    [Fact]
    public void Reports_can_be_read_while_others_are_written()
    {
        Add("alice", "aa");
        Add("bob", "aa");
        var students = new List<string>();

        foreach (var report in gradebook.Reports())
        {
            students.Add(report.Entry.Student);
            Add("zoe", "aa");
        }

        Assert.Equal(["alice", "bob"], students);
    }

    private void Add(string student, string hash, double points = 1) => gradebook.Add(graded.Graded(student, hash, points), run);

    private GradebookEntry Entry(string student) => gradebook.Entries(student).Single();

    private SubmissionReport Report(string student) => gradebook.Reports(student).Single();
}
