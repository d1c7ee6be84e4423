using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Descent.Coursework.Submissions;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Submissions;

public sealed class SubmissionReaderTests : IDisposable
{
    private const string Tiny = """{"cells": [{"cell_type": "code", "source": "x", "metadata": {}, "outputs": []}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}""";

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_notebook_is_read()
    {
        var submission = Read("a.ipynb", Encoding.UTF8.GetBytes(Tiny));

        Assert.Equal((null, "x", 0), (submission.Problem, submission.Notebook!.Cells.Single().Source, submission.Warnings.Count));
    }

    [Fact]
    public void The_hash_is_that_of_the_content() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Read("a.ipynb", "abc"u8.ToArray()).Hash);

    [Fact]
    public void The_same_notebook_in_a_zip_file_has_the_same_hash() =>
        Assert.Equal(Read("a.ipynb", Encoding.UTF8.GetBytes(Tiny)).Hash, Read("a.zip", Zip(("a.ipynb", Tiny))).Hash);

    [Fact]
    public void A_submission_refused_for_another_reason_has_another_hash() =>
        Assert.NotEqual(Read("a.zip", Zip()).Hash, Read("a.zip", "no zip"u8.ToArray()).Hash);

    [Fact]
    public void What_the_finder_refused_is_not_even_opened()
    {
        var submission = SubmissionReader.Read(new SubmissionFile("alice", "01-a", scratch.PathOf("nowhere.ipynb"), "it is a link"));

        Assert.Equal(("it is a link", null), (submission.Problem, submission.Notebook));
    }

    [Fact]
    public void A_file_that_is_not_there_any_more_is_refused() =>
        Assert.NotEmpty(SubmissionReader.Read(new SubmissionFile("alice", "01-a", scratch.PathOf("nowhere.ipynb"))).Problem!);

    [Fact]
    public void A_fault_that_nobody_thought_of_is_a_reason_to_refuse_it_and_no_more() =>
        Assert.StartsWith("reading it failed: ArgumentException: ", SubmissionReader.Read(new SubmissionFile("alice", "01-a", "a\0.ipynb")).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"nbformat\": 3, \"worksheets\": []}")]
    [InlineData("{\"cells\": 7}")]
    public void What_is_no_notebook_is_refused_with_a_reason(string content) =>
        Assert.StartsWith("it is not a notebook: ", Read("a.ipynb", Encoding.UTF8.GetBytes(content)).Problem, StringComparison.Ordinal);

    [Fact]
    public void Fifty_megabytes_of_outputs_are_read_in_little_more_memory_and_not_kept()
    {
        var path = scratch.PathOf("a.ipynb");
        using (var writer = new StreamWriter(path))
        {
            writer.Write("{\"cells\": [");
            for (var cell = 0; cell < 50; cell++)
            {
                writer.Write(cell == 0 ? "" : ",");
                writer.Write("{\"cell_type\": \"code\", \"source\": \"x\", \"metadata\": {}, \"outputs\": [{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": [");
                for (var line = 0; line < 1000; line++)
                    writer.Write((line == 0 ? "\"" : ",\"") + new string('y', 1046) + "\"");
                writer.Write("]}]}");
            }
            writer.Write("], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}");
        }
        var before = GC.GetAllocatedBytesForCurrentThread();

        var submission = SubmissionReader.Read(new SubmissionFile("alice", "a", path));

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Multiple(
            () => Assert.All(submission.Notebook!.Cells, cell => Assert.Empty(cell.Outputs)),
            () => Assert.InRange(allocated, 0, new FileInfo(path).Length + (10 << 20)));
    }

    [Fact]
    public void A_zip_bomb_is_cut_off()
    {
        var path = scratch.PathOf("a.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var content = zip.CreateEntry("a.ipynb", CompressionLevel.Fastest).Open())
        {
            var spaces = new byte[1 << 20];
            Array.Fill(spaces, (byte)' ');
            for (var i = 0; i < 201; i++)
                content.Write(spaces);
        }

        Assert.Equal("the notebook has more than 200 MB", SubmissionReader.Read(new SubmissionFile("alice", "a", path)).Problem);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(int.MaxValue)]
    public void An_entry_that_lies_about_its_size_does_no_harm(int size)
    {
        var bytes = Zip(("a.ipynb", Tiny));
        var (local, central) = (0, bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8));
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(local + 22), size);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(central + 24), size);

        var submission = Read("a.zip", bytes);

        Assert.True(submission.Problem is { Length: > 0 } || submission.Notebook!.Cells.Single().Source == "x");
    }

    [Theory]
    [InlineData("../../escaped.ipynb")]
    [InlineData("/var/tmp/descent-escaped.ipynb")]
    [InlineData("..\\..\\escaped.ipynb")]
    [InlineData("C:\\escaped.ipynb")]
    public void A_name_that_leads_out_of_the_zip_file_writes_nothing(string name)
    {
        var path = scratch.Write("in/deep/a.zip", Zip((name, Tiny)));
        var before = Everything();

        var submission = SubmissionReader.Read(new SubmissionFile("alice", "a", path));

        Assert.Equal((before, "x", false), (Everything(), submission.Notebook!.Cells.Single().Source, File.Exists("/var/tmp/descent-escaped.ipynb")));
        string Everything() => string.Join('\n', Directory.EnumerateFileSystemEntries(scratch.Path, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void A_zip_file_with_too_many_entries_is_refused() =>
        Assert.Equal("the zip file has 2001 entries; at most 2000 are read", Read("a.zip", Zip([.. Enumerable.Range(0, 2001).Select(i => ($"{i}.txt", ""))])).Problem);

    [Fact]
    public void Of_several_notebooks_in_a_zip_file_the_one_with_the_exercises_name_counts() =>
        Assert.Equal("x", Read("a.zip", Zip(("b.ipynb", "b"), ("folder/a.ipynb", Tiny), ("c.ipynb", "c"))).Notebook!.Cells.Single().Source);

    [Fact]
    public void Copies_that_systems_add_to_zip_files_do_not_count() =>
        Assert.Equal("x", Read("a.zip", Zip(("a.ipynb", Tiny), (".ipynb_checkpoints/a.ipynb", "old"), ("__MACOSX/a.ipynb", "resource fork"))).Notebook!.Cells.Single().Source);

    [Fact]
    public void Several_notebooks_in_a_zip_file_and_none_of_the_name_are_refused() =>
        Assert.Equal("the zip file holds 2 notebooks; one called a.ipynb is expected", Read("a.zip", Zip(("b.ipynb", ""), ("c.ipynb", ""))).Problem);

    [Fact]
    public void A_zip_file_without_a_notebook_is_refused() => Assert.Equal("the zip file holds no notebook", Read("a.zip", Zip(("a.txt", ""))).Problem);

    [Fact]
    public void A_zip_file_in_a_zip_file_is_not_opened() => Assert.Equal("the zip file holds no notebook", Read("a.zip", Zip(("a.zip", "PK"))).Problem);

    [Fact]
    public void Damaged_zip_files_are_read_or_refused_and_nothing_else()
    {
        var original = Zip(("a.ipynb", Tiny), ("data/b.csv", "1,2,3"));
        for (var i = 0; i < 500; i++)
        {
            var random = new Random(i);
            var bytes = (byte[])original.Clone();
            for (var n = random.Next(1, 6); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 5 == 0)
                bytes = bytes[..random.Next(bytes.Length)];

            var submission = Read("a.zip", bytes);

            Assert.True(submission.Problem is { Length: > 0 } != submission.Notebook is not null, $"zip file {i}");
        }
    }

    public static TheoryData<string, string> Timestamps => new()
    {
        { "2026-11-02 15:58:23.948203 UTC", "2026-11-02T15:58:23.9482030+00:00" },
        { "2026-11-02 15:58:23 UTC\n", "2026-11-02T15:58:23.0000000+00:00" },
        { "2026-11-02T15:58:23+02:00", "2026-11-02T13:58:23.0000000+00:00" },
        { "2026-11-02 15:58:23", "2026-11-02T15:58:23.0000000+00:00" },
    };

    [Theory]
    [MemberData(nameof(Timestamps))]
    public void The_time_stands_beside_it_as_nbgrader_writes_it(string text, string time)
    {
        scratch.Write("timestamp.txt", text);

        Assert.Equal(time, SubmissionReader.Read(new SubmissionFile("alice", "a", scratch.Write("a.ipynb", Tiny)), timestampFiles: true).Submitted.ToString("o", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("")]
    [InlineData("2026-11-02 15:58:23 UTC, and so many words that nobody would take them for a time: and so many words that nobody would take them for a time, and so many words that nobody would take them for a time, again")]
    public void Without_a_time_beside_it_the_files_own_counts(string text)
    {
        scratch.Write("timestamp.txt", text);
        var path = scratch.Write("a.ipynb", Tiny);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));

        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), SubmissionReader.Read(new SubmissionFile("alice", "a", path), timestampFiles: true).Submitted);
    }

    [Fact]
    public void A_time_that_anybody_could_have_written_is_not_believed_unless_the_course_says_so()
    {
        scratch.Write("timestamp.txt", "2020-01-01 00:00:00 UTC");
        var submission = SubmissionReader.Read(new SubmissionFile("alice", "a", scratch.Write("a.ipynb", Tiny)));

        Assert.NotEqual(2020, submission.Submitted.Year);
        Assert.Contains("there is a timestamp.txt; the file's own time counts", Assert.Single(submission.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_the_place_of_the_time_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need privileges on Windows");
        File.CreateSymbolicLink(scratch.PathOf("timestamp.txt"), scratch.Write("elsewhere.txt", "2020-01-01 00:00:00 UTC"));

        Assert.NotEqual(2020, SubmissionReader.Read(new SubmissionFile("alice", "a", scratch.Write("a.ipynb", Tiny)), timestampFiles: true).Submitted.Year);
    }

    [Theory]
    [InlineData("a.ipynb")]
    [InlineData("a.zip")]
    public async Task A_named_pipe_in_the_place_of_a_file_is_refused_and_nobody_waits_for_its_other_end(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes are refused on Linux");
        var submission = await ReadInTime(new SubmissionFile("alice", "a", scratch.Pipe(name)));

        Assert.Equal(("it is no regular file", null), (submission.Problem, submission.Notebook));
    }

    [Theory]
    [InlineData(false, "there is a timestamp.txt; the file's own time counts (\"timestampFiles\": true in course.json believes it)")]
    [InlineData(true, "timestamp.txt cannot be read (it is no regular file); the file's own time counts")]
    public async Task A_named_pipe_in_the_place_of_the_time_tells_none(bool timestampFiles, string warning)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes are refused on Linux");
        var path = scratch.Write("a.ipynb", Tiny);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc));
        scratch.Pipe("timestamp.txt");

        var submission = await ReadInTime(new SubmissionFile("alice", "a", path), timestampFiles);

        Assert.Equal((new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), warning), (submission.Submitted, submission.Warnings.Single()));
    }

    private static Task<Submission> ReadInTime(SubmissionFile file, bool timestampFiles = false)
    {
        var cancellation = TestContext.Current.CancellationToken;
        return Task.Run(() => SubmissionReader.Read(file, timestampFiles), cancellation).WaitAsync(TimeSpan.FromSeconds(20), cancellation);
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }
        return memory.ToArray();
    }

    private Submission Read(string name, byte[] content) => SubmissionReader.Read(new SubmissionFile("alice", "a", scratch.Write(name, content)));
}
