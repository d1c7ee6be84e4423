using Descent.Coursework.Courses;
using Descent.Coursework.Feedback;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Tests.Gradebooks;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Feedback;

public sealed class FeedbackPagesTests : IDisposable
{
    private readonly GradedExercise graded = new();
    private readonly ScratchFolder scratch = new();
    private readonly Gradebook gradebook;

    public FeedbackPagesTests()
    {
        gradebook = graded.Open();
        var run = gradebook.BeginRun(resume: false).Run;
        gradebook.Add(graded.Graded("alice", "aa", twice: "return alice;", why: "Alice thinks so."), run);
        gradebook.Add(graded.Graded("bob", "bb", twice: "return bob;", why: "Bob thinks so."), run);
        gradebook.Mark("bob", graded.Name, "why", 1, "Well thought, Robert.", "tutor");
    }

    public void Dispose()
    {
        gradebook.Dispose();
        graded.Dispose();
        scratch.Dispose();
    }

    [Fact]
    public void Each_submission_has_a_page_in_its_students_folder()
    {
        var count = Write("alice", "bob");

        Assert.Equal(2, count);
        Assert.Equal(["alice/01-tiny.html", "bob/01-tiny.html"], Directory.GetFiles(scratch.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(scratch.Path, file).Replace('\\', '/')).Order());
    }

    [Fact]
    public void A_page_holds_the_students_own_answers_and_nobody_elses()
    {
        Write("alice", "bob");
        var page = Page("alice");

        Assert.Multiple(
            () => Assert.Contains("alice;", page, StringComparison.Ordinal),
            () => Assert.Contains("Alice thinks so.", page, StringComparison.Ordinal),
            () => Assert.DoesNotContain("bob", page, StringComparison.OrdinalIgnoreCase),
            () => Assert.DoesNotContain("Robert", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_page_holds_no_code_of_checks_and_no_solution()
    {
        Write("alice");
        var page = Page("alice");

        Assert.DoesNotContain("Check.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("x &lt;&lt; 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_check_shows_its_name_and_neither_what_is_expected_nor_what_came()
    {
        Write("alice");

        Assert.Contains("twice 17 <span class=\"hidden\">hidden</span></th><td><span class=\"status\">wrong</span><p>the value is not right</p></td>", Page("alice"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_written_anew_over_an_older_one()
    {
        Write("alice");
        gradebook.Mark("alice", graded.Name, "why", 2, "Yes!", "tutor");
        Write("alice");

        Assert.Contains("Yes!", Page("alice"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_no_submission_has_no_page() => Assert.Equal(0, Write("carol"));

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("../../evil")]
    [InlineData("")]
    public void A_name_that_leads_elsewhere_is_refused(string student)
    {
        gradebook.Add(graded.Graded(student, "cc"), gradebook.BeginRun(resume: false).Run);

        Assert.Equal($"'{student}' cannot be the name of a folder", Assert.Throws<CourseworkException>(() => Write(student)).Message);
    }

    private int Write(params string[] students) => FeedbackPages.Write(gradebook, new CourseSettings(), scratch.Path, students.Select(student => (student, graded.Name)));

    private string Page(string student) => File.ReadAllText(scratch.PathOf(student, "01-tiny.html"));
}
