using Descent.Coursework.Submissions;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Submissions;

public sealed class SubmissionFinderTests : IDisposable
{
    private const string Link = "it is a link, and links are not followed";

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("alice/01-a/01-a.ipynb")]
    [InlineData("alice/01-a.ipynb")]
    [InlineData("alice/01-a/01-a.zip")]
    [InlineData("alice/01-a.zip")]
    [InlineData("alice/01-a/my notebook.ipynb")]
    [InlineData("alice/01-a/upload.zip")]
    public void A_submission_is_found_wherever_it_may_lie(string path)
    {
        scratch.Write(path, "");

        Assert.Equal([new SubmissionFile("alice", "01-a", scratch.PathOf(path))], Find());
    }

    [Fact]
    public void Students_come_in_order_and_each_ones_exercises()
    {
        foreach (var path in new[] { "zoe/01-a.ipynb", "Bob/02-b.ipynb", "alice/02-b/02-b.ipynb", "alice/01-a.ipynb" })
            scratch.Write(path, "");

        Assert.Equal(["Bob 02-b", "alice 01-a", "alice 02-b", "zoe 01-a"], SubmissionFinder.Find(scratch.Path, ["02-b", "01-a"]).Select(file => $"{file.Student} {file.Exercise}"));
    }

    [Fact]
    public void Of_several_places_the_folder_of_the_exercise_comes_first()
    {
        scratch.Write("alice/01-a.ipynb", "");
        scratch.Write("alice/01-a/01-a.zip", "");
        scratch.Write("alice/01-a/01-a.ipynb", "");

        Assert.Equal(scratch.PathOf("alice/01-a/01-a.ipynb"), Find().Single().Path);
    }

    [Fact]
    public void Who_handed_in_nothing_has_no_submission()
    {
        scratch.Write("alice/02-b.ipynb", "");
        scratch.Write("bob/notes.txt", "");

        Assert.Empty(Find());
    }

    [Fact]
    public void Files_beside_the_students_and_hidden_folders_are_nobodys()
    {
        scratch.Write("01-a.ipynb", "");
        scratch.Write(".git/01-a.ipynb", "");

        Assert.Empty(Find());
    }

    [Fact]
    public void A_folder_without_a_notebook_is_refused()
    {
        scratch.Write("alice/01-a/answer.docx", "");

        Assert.Equal("it holds no notebook; 01-a.ipynb is expected", Find().Single().Problem);
    }

    [Fact]
    public void A_folder_called_like_the_notebook_is_none()
    {
        scratch.Write("alice/01-a/01-a.ipynb/x", "");

        Assert.Equal("it holds no notebook; 01-a.ipynb is expected", Find().Single().Problem);
    }

    [Fact]
    public void Several_notebooks_of_other_names_are_refused_by_name()
    {
        foreach (var name in new[] { "a.ipynb", "b.zip", "c.ipynb", "d.ipynb", "e.ipynb" })
            scratch.Write("alice/01-a/" + name, "");

        Assert.StartsWith("it holds 5 notebooks (", Find().Single().Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice/01-a/01-a.ipynb")]
    [InlineData("alice/01-a.ipynb")]
    [InlineData("alice/01-a/01-a.zip")]
    [InlineData("alice/01-a.zip")]
    [InlineData("alice/01-a/other.ipynb")]
    public void A_link_in_the_place_of_a_file_is_refused(string path)
    {
        NeedsLinks();
        var target = scratch.Write("elsewhere.txt", "secret");
        Directory.CreateDirectory(Path.GetDirectoryName(scratch.PathOf(path))!);
        File.CreateSymbolicLink(scratch.PathOf(path), target);

        Assert.Equal(Link, Find().Single().Problem);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_refused()
    {
        NeedsLinks();
        Directory.CreateDirectory(scratch.PathOf("alice"));
        File.CreateSymbolicLink(scratch.PathOf("alice/01-a.ipynb"), "/nowhere/at/all");

        Assert.Equal(Link, Find().Single().Problem);
    }

    [Theory]
    [InlineData("01-a.ipynb")]
    [InlineData("other.ipynb")]
    [InlineData("nothing.txt")]
    public void A_link_in_the_place_of_the_exercises_folder_is_refused(string name)
    {
        NeedsLinks();
        scratch.Write("elsewhere/" + name, "");
        Directory.CreateDirectory(scratch.PathOf("submitted/alice"));
        Directory.CreateSymbolicLink(scratch.PathOf("submitted/alice/01-a"), scratch.PathOf("elsewhere"));

        Assert.Equal(Link, SubmissionFinder.Find(scratch.PathOf("submitted"), ["01-a"]).Single().Problem);
    }

    [Theory]
    [InlineData("01-a/01-a.ipynb")]
    [InlineData("01-a.ipynb")]
    [InlineData("01-a/private notes.ipynb")]
    public void A_link_in_the_place_of_the_students_folder_is_refused_and_nothing_behind_it_named(string path)
    {
        NeedsLinks();
        scratch.Write("elsewhere/" + path, "");
        scratch.Write("elsewhere/01-a/more.ipynb", "");
        Directory.CreateDirectory(scratch.PathOf("submitted"));
        Directory.CreateSymbolicLink(scratch.PathOf("submitted/alice"), scratch.PathOf("elsewhere"));

        Assert.Equal(Link, SubmissionFinder.Find(scratch.PathOf("submitted"), ["01-a"]).Single().Problem);
    }

    [Fact]
    public void A_name_that_is_none_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        scratch.Write(new string('a', 101) + "/01-a.ipynb", "");
        scratch.Write("b\nb/01-a.ipynb", "");

        Assert.All(Find(), file => Assert.Equal("the student's name is no name", file.Problem));
    }

    [Fact]
    public void A_folder_that_cannot_be_read_is_refused_and_the_others_are_found()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("root may read anything, and Windows has no such modes");
            return;
        }
        scratch.Write("alice/01-a/other.ipynb", "");
        scratch.Write("bob/01-a.ipynb", "");
        File.SetUnixFileMode(scratch.PathOf("alice/01-a"), UnixFileMode.None);

        var found = Find();

        File.SetUnixFileMode(scratch.PathOf("alice/01-a"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(["alice", "bob"], found.Select(file => file.Student));
        Assert.StartsWith("it cannot be read: ", found[0].Problem, StringComparison.Ordinal);
        Assert.Null(found[1].Problem);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error() =>
        Assert.Contains("submissions lie in FOLDER/STUDENT/EXERCISE/EXERCISE.ipynb", Assert.Throws<DirectoryNotFoundException>(() => SubmissionFinder.Find("nowhere", ["01-a"])).Message, StringComparison.Ordinal);

    private static void NeedsLinks() => Assert.SkipWhen(OperatingSystem.IsWindows(), "links need privileges on Windows");

    private IReadOnlyList<SubmissionFile> Find() => SubmissionFinder.Find(scratch.Path, ["01-a"]);
}
