using System.Globalization;
using Dapper;
using Descent.Coursework.Exercises;
using Descent.Coursework.Grading;
using Descent.Notebooks.Documents;
using Microsoft.Data.Sqlite;

namespace Descent.Coursework.Gradebooks;

/// <summary>
/// The marks of a course: an SQLite file. Each submission goes in whole or not at all, attempts and marks are kept, and only the newest
/// count. Safe to use from several threads.
/// </summary>
public sealed class Gradebook : IDisposable
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = "gradebook.db";

    // What no version of an exercise has graded is graded again by the next run.
    private const string NoVersion = "none: the grader failed";

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;

    static Gradebook() => SQLitePCL.Batteries_V2.Init();

    private Gradebook(SqliteConnection connection) => this.connection = connection;

    /// <summary>Opens a gradebook.</summary>
    /// <param name="path">The file.</param>
    /// <param name="create">Whether to make it when it is not there.</param>
    /// <returns>The gradebook.</returns>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    /// <exception cref="InvalidDataException">The file is no gradebook, or a newer one than this program knows.</exception>
    public static Gradebook Open(string path, bool create = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!create && !File.Exists(path))
            throw new FileNotFoundException($"there is no gradebook '{path}'; 'descent grade' makes one", path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true, DefaultTimeout = 30, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Schema.Migrate(connection, path);
            connection.Execute("PRAGMA journal_mode = WAL");
            return new Gradebook(connection);
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw new InvalidDataException($"{path}: {(exception.SqliteErrorCode == 26 ? "the file is no gradebook" : exception.Message)}", exception);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Begins a run, or goes on with one.</summary>
    /// <param name="resume">Whether to go on with the newest run, if it has not finished.</param>
    /// <returns>The run, and the submissions (student, exercise) that it has graded already.</returns>
    public (long Run, IReadOnlySet<(string Student, string Exercise)> Done) BeginRun(bool resume)
    {
        lock (gate)
        {
            if (resume && connection.QueryFirstOrDefault<(long Id, string? Finished)?>("SELECT id, finished FROM run ORDER BY id DESC LIMIT 1") is (var id, null))
            {
                var done = connection.Query<(string, string)>("SELECT DISTINCT a.student, a.exercise FROM grading g JOIN attempt a ON a.id = g.attempt WHERE g.run = @id", new { id });
                return (id, done.ToHashSet());
            }
            return (connection.ExecuteScalar<long>("INSERT INTO run (started) VALUES (@now) RETURNING id", new { now = Text(DateTimeOffset.UtcNow) }), new HashSet<(string, string)>());
        }
    }

    /// <summary>Marks a run as finished.</summary>
    /// <param name="run">The run.</param>
    public void FinishRun(long run)
    {
        lock (gate)
            connection.Execute("UPDATE run SET finished = @now WHERE id = @run", new { run, now = Text(DateTimeOffset.UtcNow) });
    }

    /// <summary>Records an exercise as it is now: the order and the points of its cells.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="version">What its grading depends on, as a hash.</param>
    public void Record(Exercise exercise, string version)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(
                "INSERT INTO exercise (id, title, version) VALUES (@Name, @Title, @version) ON CONFLICT (id) DO UPDATE SET title = excluded.title, version = excluded.version",
                new { exercise.Name, exercise.Title, version },
                transaction);
            connection.Execute("DELETE FROM cell WHERE exercise = @Name", new { exercise.Name }, transaction);
            connection.Execute(
                "INSERT INTO cell (exercise, id, position, role, is_code, points, section) VALUES (@Name, @Id, @Position, @Role, @IsCode, @Points, @Section)",
                exercise.Cells.Select((cell, i) => (Cell: cell, Position: i)).Where(entry => entry.Cell.Role != CellRole.Given).Select(entry => new
                {
                    exercise.Name,
                    entry.Cell.Id,
                    entry.Position,
                    Role = entry.Cell.Role.ToString(),
                    IsCode = entry.Cell.Cell.Kind == CellKind.Code,
                    entry.Cell.Points,
                    Section = exercise.SectionOf(entry.Position),
                }),
                transaction);
            transaction.Commit();
        }
    }

    /// <summary>Whether exactly this content has been graded by exactly this version, and is what counts.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="hash">The submission's hash.</param>
    /// <param name="version">The exercise's version.</param>
    /// <returns>True when grading it again would change nothing.</returns>
    public bool IsGraded(string student, string exercise, string hash, string version)
    {
        lock (gate)
        {
            return connection.QueryFirstOrDefault<string?>(
                """
                SELECT g.version FROM grading g JOIN attempt a ON a.id = g.attempt
                WHERE a.student = @student AND a.exercise = @exercise AND a.hash = @hash AND a.is_current ORDER BY g.id DESC LIMIT 1
                """,
                new { student, exercise, hash }) == version;
        }
    }

    /// <summary>Puts a graded submission in, whole or not at all.</summary>
    /// <param name="graded">What became of it.</param>
    /// <param name="run">The run.</param>
    public void Add(GradedSubmission graded, long run)
    {
        ArgumentNullException.ThrowIfNull(graded);
        var submission = graded.Submission;
        var (student, exercise) = (submission.File.Student, submission.File.Exercise);
        lock (gate)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute("INSERT INTO student (id) VALUES (@student) ON CONFLICT DO NOTHING", new { student }, transaction);
            connection.Execute("UPDATE attempt SET is_current = 0 WHERE student = @student AND exercise = @exercise", new { student, exercise }, transaction);
            var attempt = connection.ExecuteScalar<long>(
                """
                INSERT INTO attempt (student, exercise, number, hash, submitted, is_current)
                VALUES (@student, @exercise, 1 + (SELECT coalesce(max(number), 0) FROM attempt WHERE student = @student AND exercise = @exercise), @Hash, @submitted, 1)
                ON CONFLICT (student, exercise, hash) DO UPDATE SET is_current = 1, submitted = excluded.submitted RETURNING id
                """,
                new { student, exercise, submission.Hash, submitted = Text(submission.Submitted) },
                transaction);
            var grading = connection.ExecuteScalar<long>(
                """
                INSERT INTO grading (attempt, run, version, seed, sandbox, graded, seconds, problem)
                VALUES (@attempt, @run, @Version, @Seed, @Sandbox, @now, @seconds, @Problem) RETURNING id
                """,
                new { attempt, run, Version = graded.Marks.HasGraderFailed ? NoVersion : graded.Version, graded.Seed, graded.Sandbox, now = Text(DateTimeOffset.UtcNow), seconds = graded.Duration.TotalSeconds, submission.Problem },
                transaction);
            connection.Execute(
                """
                INSERT INTO result (grading, position, cell, name, status, points, maximum, is_hidden, finding, expected, yours, cause, hint)
                VALUES (@grading, @position, @Cell, @Name, @Status, @Points, @Maximum, @IsHidden, @Finding, @Expected, @Yours, @Cause, @Hint)
                """,
                graded.Marks.Checks.Select((check, position) => new
                {
                    grading,
                    position,
                    check.Cell,
                    check.Name,
                    Status = check.Status.ToString(),
                    check.Points,
                    check.Maximum,
                    check.IsHidden,
                    check.Finding,
                    check.Expected,
                    check.Yours,
                    check.Cause,
                    check.Hint,
                }),
                transaction);
            connection.Execute(
                "INSERT INTO answer (grading, cell, number, source, is_empty, failure) VALUES (@grading, @Id, @Number, @Source, @IsEmpty, @failure)",
                graded.Answers.Select(answer => new
                {
                    grading,
                    answer.Cell.Id,
                    answer.Number,
                    answer.Source,
                    answer.IsEmpty,
                    failure = graded.Marks.Failures.TryGetValue(answer.Cell.Id, out var failure) ? failure.Text : null,
                }),
                transaction);
            connection.Execute(
                "INSERT INTO remark (grading, position, is_flag, text) VALUES (@grading, @position, @isFlag, @text)",
                graded.Warnings.Select((text, position) => new { grading, position, isFlag = false, text })
                    .Concat(graded.Marks.Flags.Select((text, position) => new { grading, position, isFlag = true, text })),
                transaction);
            transaction.Commit();
        }
    }

    /// <summary>Gives points or a comment. Earlier ones are kept in the history.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="cell">The <c>grade_id</c> of a question, or of a cell with checks, whose points it then replaces.</param>
    /// <param name="points">The points; null to leave them.</param>
    /// <param name="comment">The comment; null to leave it, empty to take it back.</param>
    /// <param name="author">Who gives them.</param>
    /// <exception cref="CourseworkException">There is no such submission or cell, not so many points, or nothing to set.</exception>
    public void Mark(string student, string exercise, string cell, double? points, string? comment, string author)
    {
        if (points is null && comment is null)
            throw new CourseworkException("there is nothing to set; give points, a comment, or both");
        AddMark(student, exercise, cell, points, comment, author);
    }

    /// <summary>Takes back what instructors gave for a cell: checks give its points again, or a question waits for a mark. The history keeps all.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <param name="cell">The <c>grade_id</c>.</param>
    /// <param name="author">Who takes it back.</param>
    /// <exception cref="CourseworkException">There is no such submission or cell.</exception>
    public void TakeBack(string student, string exercise, string cell, string author) => AddMark(student, exercise, cell, null, null, author);

    /// <summary>The present marks.</summary>
    /// <param name="student">One student; null for all.</param>
    /// <param name="exercise">One exercise; null for all.</param>
    /// <returns>An entry for each submission that counts, in the order of students, then exercises.</returns>
    public IReadOnlyList<GradebookEntry> Entries(string? student = null, string? exercise = null) => [.. Reports(student, exercise).Select(report => report.Entry)];

    /// <summary>The present marks with all that belongs to them.</summary>
    /// <param name="student">One student; null for all.</param>
    /// <param name="exercise">One exercise; null for all.</param>
    /// <returns>A report for each submission that counts, in the order of students, then exercises.</returns>
    public IEnumerable<SubmissionReport> Reports(string? student = null, string? exercise = null)
    {
        List<CurrentRow> current;
        lock (gate)
        {
            current = [.. connection.Query<CurrentRow>(
                """
                SELECT a.id AS Attempt, a.student AS Student, a.exercise AS Exercise, a.number AS Number, a.submitted AS Submitted,
                       g.id AS Grading, g.graded AS Graded, g.sandbox AS Sandbox, g.problem AS Problem, e.title AS Title
                FROM attempt a JOIN exercise e ON e.id = a.exercise
                JOIN grading g ON g.id = (SELECT max(id) FROM grading WHERE attempt = a.id)
                WHERE a.is_current AND (@student IS NULL OR a.student = @student) AND (@exercise IS NULL OR a.exercise = @exercise)
                ORDER BY a.student, a.exercise
                """,
                new { student, exercise })];
        }
        foreach (var row in current)
        {
            SubmissionReport report;
            lock (gate)
                report = Report(row);
            yield return report;
        }
    }

    /// <summary>The gradings of a student's attempts at an exercise, oldest first.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <returns>The gradings.</returns>
    public IReadOnlyList<GradingRecord> Gradings(string student, string exercise)
    {
        lock (gate)
        {
            return [.. connection.Query<(int Number, string Submitted, string Graded, string Version, double Points, double Maximum, string Sandbox)>(
                """
                SELECT a.number, a.submitted, g.graded, g.version, coalesce(sum(r.points), 0.0), coalesce(sum(r.maximum), 0.0), g.sandbox
                FROM grading g JOIN attempt a ON a.id = g.attempt LEFT JOIN result r ON r.grading = g.id
                WHERE a.student = @student AND a.exercise = @exercise GROUP BY g.id ORDER BY g.id
                """,
                new { student, exercise }).Select(row => new GradingRecord(row.Number, Time(row.Submitted), Time(row.Graded), row.Version, row.Points, row.Maximum, row.Sandbox))];
        }
    }

    /// <summary>The marks and comments that instructors gave a student for an exercise, oldest first.</summary>
    /// <param name="student">The student.</param>
    /// <param name="exercise">The exercise.</param>
    /// <returns>The marks.</returns>
    public IReadOnlyList<ManualMark> Marks(string student, string exercise)
    {
        lock (gate)
        {
            return [.. connection.Query<(int Number, string Cell, double? Points, string? Comment, string Author, string At)>(
                """
                SELECT a.number, m.cell, m.points, m.comment, m.author, m.at FROM mark m JOIN attempt a ON a.id = m.attempt
                WHERE a.student = @student AND a.exercise = @exercise ORDER BY m.id
                """,
                new { student, exercise }).Select(row => new ManualMark(row.Number, row.Cell, row.Points, row.Comment, row.Author, Time(row.At)))];
        }
    }

    /// <inheritdoc />
    public void Dispose() => connection.Dispose();

    /// <summary>Adds a mark; one without points and comment takes back those before it.</summary>
    private void AddMark(string student, string exercise, string cell, double? points, string? comment, string author)
    {
        lock (gate)
        {
            if (connection.QueryFirstOrDefault<long?>("SELECT id FROM attempt WHERE student = @student AND exercise = @exercise AND is_current", new { student, exercise }) is not { } attempt)
                throw new CourseworkException($"there is no graded submission of '{exercise}' by '{student}'");
            if (connection.QueryFirstOrDefault<(string Role, double Points)?>("SELECT role, points FROM cell WHERE exercise = @exercise AND id = @cell", new { exercise, cell }) is not { } found
                || found.Role is nameof(CellRole.Answer))
            {
                var cells = connection.Query<string>("SELECT id FROM cell WHERE exercise = @exercise AND role <> 'Answer' ORDER BY position", new { exercise });
                throw new CourseworkException($"'{exercise}' has no graded cell '{cell}'; it has {string.Join(", ", cells)}");
            }
            if (points is { } given && !(given >= 0 && given <= found.Points))
                throw new CourseworkException($"cell '{cell}' gives 0 to {found.Points:0.##} points, not {points}");
            connection.Execute(
                "INSERT INTO mark (attempt, cell, points, comment, author, at) VALUES (@attempt, @cell, @points, @comment, @author, @now)",
                new { attempt, cell, points, comment, author, now = Text(DateTimeOffset.UtcNow) });
        }
    }

    private SubmissionReport Report(CurrentRow row)
    {
        var checks = connection.Query<ResultRow>("SELECT * FROM result WHERE grading = @Grading ORDER BY position", new { row.Grading }).ToLookup(result => result.cell);
        var answers = connection.Query<AnswerRow>("SELECT cell, source, is_empty, failure FROM answer WHERE grading = @Grading", new { row.Grading }).ToDictionary(answer => answer.cell);
        var marks = Given(row).ToLookup(mark => mark.Cell, StringComparer.Ordinal);
        List<ReportPart> parts = [];
        foreach (var cell in connection.Query<(string Id, string Role, bool IsCode, double Points, string Section)>("SELECT id, role, is_code, points, section FROM cell WHERE exercise = @Exercise ORDER BY position", new { row.Exercise }))
        {
            answers.TryGetValue(cell.Id, out var answer);
            parts.Add(new ReportPart(cell.Id, Enum.Parse<CellRole>(cell.Role), cell.IsCode, cell.Points)
            {
                Section = cell.Section,
                Source = answer?.source,
                IsEmpty = answer is null || answer.is_empty != 0,
                Failure = answer?.failure,
                Checks = [.. checks[cell.Id].Select(result => result.Mark)],
                Given = Standing(marks[cell.Id]).LastOrDefault(mark => mark.Points is not null).Points,
                Comment = Standing(marks[cell.Id]).LastOrDefault(mark => mark.Comment is not null).Comment is { Length: > 0 } comment ? comment : null,
            });
        }
        var remarks = connection.Query<(bool IsFlag, string Text)>("SELECT is_flag, text FROM remark WHERE grading = @Grading ORDER BY position", new { row.Grading }).ToLookup(remark => remark.IsFlag, remark => remark.Text);
        var questions = parts.FindAll(part => part.Role == CellRole.Question);
        var entry = new GradebookEntry
        {
            Student = row.Student,
            Exercise = row.Exercise,
            Attempt = (int)row.Number,
            Submitted = Time(row.Submitted),
            Graded = Time(row.Graded),
            Sandbox = row.Sandbox,
            Problem = row.Problem,
            Automatic = parts.Where(part => part.Role == CellRole.Checks).Sum(part => part.Points ?? 0),
            AutomaticMaximum = parts.Where(part => part.Role == CellRole.Checks).Sum(part => part.Maximum),
            Manual = questions.Sum(part => part.Points ?? 0),
            ManualMaximum = questions.Sum(part => part.Maximum),
            Unmarked = questions.Count(part => part.Points is null),
            Flags = remarks[true].Count(),
        };
        return new SubmissionReport(entry, row.Title, parts, [.. remarks[false]], [.. remarks[true]]);
    }

    /// <summary>
    /// The marks of an attempt, and those of earlier attempts for answers that are the same as now: handing in again for one part does not
    /// cost the marks of another.
    /// </summary>
    private IEnumerable<(string Cell, double? Points, string? Comment)> Given(CurrentRow row) =>
        connection.Query<(string, double?, string?)>(
            """
            SELECT m.cell, m.points, m.comment FROM mark m JOIN attempt a ON a.id = m.attempt
            WHERE a.student = @Student AND a.exercise = @Exercise AND (m.attempt = @Attempt OR EXISTS (
              SELECT 1 FROM answer mine, answer theirs
              WHERE mine.grading = @Grading AND mine.cell = m.cell AND theirs.cell = m.cell AND theirs.source = mine.source
                AND theirs.grading = (SELECT max(id) FROM grading WHERE attempt = m.attempt)))
            ORDER BY m.id
            """,
            row);

    /// <summary>The marks since they were taken back for the last time.</summary>
    private static IEnumerable<(string Cell, double? Points, string? Comment)> Standing(IEnumerable<(string Cell, double? Points, string? Comment)> marks) =>
        marks.Reverse().TakeWhile(mark => mark.Points is not null || mark.Comment is not null).Reverse();

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed record CurrentRow(long Attempt, string Student, string Exercise, long Number, string Submitted, long Grading, string Graded, string Sandbox, string? Problem, string Title);

#pragma warning disable IDE1006 // the names are the table's
    private sealed record AnswerRow(string cell, string? source, long is_empty, string? failure);

    private sealed record ResultRow(
        long grading, long position, string cell, string name, string status, double points, double maximum, long is_hidden, string finding, string? expected, string? yours, string? cause, string? hint)
    {
        public CheckMark Mark => new(cell, name, Enum.Parse<CheckStatus>(status), points, maximum, is_hidden != 0)
        {
            Finding = finding,
            Expected = expected,
            Yours = yours,
            Cause = cause,
            Hint = hint,
        };
    }
#pragma warning restore IDE1006
}
