using Dapper;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Tests.Samples;
using Microsoft.Data.Sqlite;

namespace Descent.Coursework.Tests.Gradebooks;

public sealed class GradebookFileTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    static GradebookFileTests() => SQLitePCL.Batteries_V2.Init();

    private string FilePath => scratch.PathOf("a", "b", "gradebook.db");

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_gradebook_that_is_not_there_is_an_error() =>
        Assert.Equal($"there is no gradebook '{FilePath}'; 'descent grade' makes one", Assert.Throws<FileNotFoundException>(() => Gradebook.Open(FilePath)).Message);

    [Fact]
    public void A_gradebook_is_made_with_its_folders_where_that_is_wanted()
    {
        Gradebook.Open(FilePath, create: true).Dispose();

        Assert.True(File.Exists(FilePath));
    }

    [Fact]
    public void A_gradebook_can_be_opened_again_with_all_that_is_in_it()
    {
        long run;
        using (var gradebook = Gradebook.Open(FilePath, create: true))
            run = gradebook.BeginRun(resume: false).Run;
        using var again = Gradebook.Open(FilePath);

        Assert.Equal(run, again.BeginRun(resume: true).Run);
    }

    [Fact]
    public void An_empty_file_becomes_a_gradebook()
    {
        scratch.Write("a/b/gradebook.db", "");

        using var gradebook = Gradebook.Open(FilePath);

        Assert.Empty(gradebook.Entries());
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_stays_as_it_is()
    {
        scratch.Write("a/b/gradebook.db", new string('x', 10_000));

        Assert.Equal($"{FilePath}: the file is no gradebook", Assert.Throws<InvalidDataException>(() => Gradebook.Open(FilePath)).Message);
        Assert.Equal(new string('x', 10_000), File.ReadAllText(FilePath));
    }

    [Fact]
    public void Another_programs_database_is_refused_and_stays_as_it_is()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        using (var connection = Connect())
            connection.Execute("CREATE TABLE assignment (id TEXT); CREATE TABLE submission (id TEXT)");
        var before = File.ReadAllBytes(FilePath);

        Assert.Equal(
            $"{FilePath}: the file is another program's database, not a gradebook of Descent; --gradebook names another file",
            Assert.Throws<InvalidDataException>(() => Gradebook.Open(FilePath)).Message);
        Assert.Equal(before, File.ReadAllBytes(FilePath));
    }

    [Fact]
    public void A_newer_gradebook_is_refused()
    {
        Gradebook.Open(FilePath, create: true).Dispose();
        using (var connection = Connect())
            connection.Execute("PRAGMA user_version = 99");

        Assert.Equal(
            $"{FilePath}: the gradebook is of version 99, written by a newer program; this one knows version {Schema.Version}",
            Assert.Throws<InvalidDataException>(() => Gradebook.Open(FilePath)).Message);
    }

    [Fact]
    public void A_gradebook_says_its_version()
    {
        Gradebook.Open(FilePath, create: true).Dispose();
        using var connection = Connect();

        Assert.Equal(Schema.Version, connection.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Fact]
    public void An_older_gradebook_goes_through_the_steps_that_it_has_not_seen()
    {
        using var connection = Connect();
        Schema.Migrate(connection, "x", ["CREATE TABLE a (x); INSERT INTO a VALUES (1)"]);

        Schema.Migrate(connection, "x", ["fails if it runs again", "ALTER TABLE a ADD y DEFAULT 2", "UPDATE a SET x = x + y"]);

        Assert.Equal((3, 2, 3), connection.QuerySingle<(int, int, int)>("SELECT x, y, (SELECT user_version FROM pragma_user_version) FROM a"));
    }

    [Fact]
    public void Steps_of_which_one_fails_leave_the_file_as_it_was()
    {
        using var connection = Connect();
        Schema.Migrate(connection, "x", ["CREATE TABLE a (x)"]);

        Assert.Throws<SqliteException>(() => Schema.Migrate(connection, "x", ["", "ALTER TABLE a ADD y", "ALTER TABLE nowhere ADD y"]));

        Assert.Equal((1, "CREATE TABLE a (x)"), (connection.ExecuteScalar<int>("PRAGMA user_version"), connection.ExecuteScalar<string>("SELECT sql FROM sqlite_master")));
    }

    [Fact]
    public void A_gradebook_of_the_newest_version_is_not_touched()
    {
        using var connection = Connect();
        Schema.Migrate(connection, "x", ["CREATE TABLE a (x)"]);
        using var reader = Connect();
        using var transaction = reader.BeginTransaction();

        Schema.Migrate(connection, "x", ["CREATE TABLE a (x)"]);

        Assert.Equal(1, connection.ExecuteScalar<int>("PRAGMA user_version"));
    }

    [Fact]
    public async Task Several_programs_that_make_the_same_gradebook_make_one()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            using var gradebook = Gradebook.Open(FilePath, create: true);
            return gradebook.BeginRun(resume: false).Run;
        })));

        Assert.Equal([1, 2, 3, 4, 5, 6], runs.Order());
    }

    private SqliteConnection Connect()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=False");
        connection.Open();
        return connection;
    }
}
