using Dapper;
using Microsoft.Data.Sqlite;

namespace Descent.Coursework.Gradebooks;

/// <summary>The gradebook's tables. A file of an older version is brought to the newest, step by step, when it is opened.</summary>
internal static class Schema
{
    /// <summary>Each step brings a file from the version before to the one of its place, counted from 1.</summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE student (id TEXT PRIMARY KEY) WITHOUT ROWID;
        CREATE TABLE exercise (id TEXT PRIMARY KEY, title TEXT NOT NULL, version TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE cell (
          exercise TEXT NOT NULL REFERENCES exercise ON DELETE CASCADE,
          id TEXT NOT NULL, position INTEGER NOT NULL, role TEXT NOT NULL, is_code INTEGER NOT NULL, points REAL NOT NULL, section TEXT NOT NULL,
          PRIMARY KEY (exercise, id)) WITHOUT ROWID;
        CREATE TABLE run (id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT);
        CREATE TABLE attempt (
          id INTEGER PRIMARY KEY,
          student TEXT NOT NULL REFERENCES student, exercise TEXT NOT NULL REFERENCES exercise,
          number INTEGER NOT NULL, hash TEXT NOT NULL, submitted TEXT NOT NULL, is_current INTEGER NOT NULL,
          UNIQUE (student, exercise, hash), UNIQUE (student, exercise, number));
        CREATE TABLE grading (
          id INTEGER PRIMARY KEY,
          attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
          run INTEGER NOT NULL REFERENCES run,
          version TEXT NOT NULL, seed INTEGER NOT NULL, sandbox TEXT NOT NULL, graded TEXT NOT NULL, seconds REAL NOT NULL, problem TEXT);
        CREATE INDEX grading_of_attempt ON grading (attempt);
        CREATE TABLE result (
          grading INTEGER NOT NULL REFERENCES grading ON DELETE CASCADE,
          position INTEGER NOT NULL, cell TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL,
          points REAL NOT NULL, maximum REAL NOT NULL, is_hidden INTEGER NOT NULL,
          finding TEXT NOT NULL, expected TEXT, yours TEXT, cause TEXT, hint TEXT,
          PRIMARY KEY (grading, position)) WITHOUT ROWID;
        CREATE TABLE answer (
          grading INTEGER NOT NULL REFERENCES grading ON DELETE CASCADE,
          cell TEXT NOT NULL, number INTEGER NOT NULL, source TEXT, is_empty INTEGER NOT NULL, failure TEXT,
          PRIMARY KEY (grading, cell)) WITHOUT ROWID;
        CREATE TABLE remark (
          grading INTEGER NOT NULL REFERENCES grading ON DELETE CASCADE,
          position INTEGER NOT NULL, is_flag INTEGER NOT NULL, text TEXT NOT NULL,
          PRIMARY KEY (grading, is_flag, position)) WITHOUT ROWID;
        CREATE TABLE mark (
          id INTEGER PRIMARY KEY,
          attempt INTEGER NOT NULL REFERENCES attempt ON DELETE CASCADE,
          cell TEXT NOT NULL, points REAL, comment TEXT, author TEXT NOT NULL, at TEXT NOT NULL);
        CREATE INDEX mark_of_attempt ON mark (attempt, cell);
        """,
    ];

    /// <summary>The newest version.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings a file to the newest version.</summary>
    /// <exception cref="InvalidDataException">The file is of a version that this program does not know, or another program's.</exception>
    public static void Migrate(SqliteConnection connection, string path) => Migrate(connection, path, Steps);

    /// <summary>Brings a file to the version that has all these steps: all the way or not at all.</summary>
    internal static void Migrate(SqliteConnection connection, string path, IReadOnlyList<string> steps)
    {
        if (VersionOf(connection) == steps.Count)
            return;
        // Whoever comes second waits here, and then has nothing to do.
        using var transaction = connection.BeginTransaction();
        var version = VersionOf(connection);
        if (version > steps.Count)
            throw new InvalidDataException($"{path}: the gradebook is of version {version}, written by a newer program; this one knows version {steps.Count}");
        if (version == 0 && connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master") > 0)
            throw new InvalidDataException($"{path}: the file is another program's database, not a gradebook of Descent; --gradebook names another file");
        for (; version < steps.Count; version++)
        {
            connection.Execute(steps[version], transaction: transaction);
            connection.Execute($"PRAGMA user_version = {version + 1}", transaction: transaction);
        }
        transaction.Commit();
    }

    private static int VersionOf(SqliteConnection connection) => connection.ExecuteScalar<int>("PRAGMA user_version");
}
