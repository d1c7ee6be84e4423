using System.Text;
using System.Text.Json.Nodes;
using Descent.Coursework.Courses;
using Descent.Coursework.Gradebooks;

namespace Descent.Coursework.Tests.Gradebooks;

public sealed class GradebookExportTests
{
    private static readonly DateTimeOffset Due = new(2026, 11, 2, 17, 0, 0, TimeSpan.Zero);

    private static readonly CourseSettings Course = new()
    {
        Exercises = new Dictionary<string, ExerciseSettings> { ["01-a"] = new() { Due = Due, Late = new LateRule { Policy = LatePolicy.PerDay } } },
        Students = new Dictionary<string, StudentSettings> { ["alice"] = new() { Name = "Adams, Alice \"Al\"", Id = "17", Login = "al17", Email = "al@tu.example", Section = "A\nmorning" } },
    };

    private static readonly GradebookEntry[] Entries =
    [
        Entry("alice", "01-a"),
        Entry("alice", "02-b") with { Automatic = 2, Submitted = Due.AddDays(9) },
        Entry("bob", "01-a") with { Submitted = Due.AddHours(30), Problem = "it is not a notebook: line 3, \"x\"", Flags = 2, Unmarked = 1 },
    ];

    [Fact]
    public void Csv_has_a_row_for_each_submission_with_everything()
    {
        var rows = Rows(Write(ExportFormat.Csv));

        Assert.Multiple(
            () => Assert.Equal(["student", "name", "exercise", "attempt", "submitted", "automatic", "automatic maximum", "manual", "manual maximum", "unmarked", "late factor", "total", "maximum", "flags", "sandbox", "problem"], rows[0]),
            () => Assert.Equal(["alice", "Adams, Alice \"Al\"", "01-a", "2", "2026-11-02T16:00:00Z", "6.25", "8", "1.5", "2", "0", "1", "7.75", "10", "0", "bwrap", ""], rows[1]),
            () => Assert.Equal(["bob", "", "01-a", "2", "2026-11-03T23:00:00Z", "6.25", "8", "1.5", "2", "1", "0.8", "6.2", "10", "2", "bwrap", "it is not a notebook: line 3, \"x\""], rows[3]),
            () => Assert.Equal(4, rows.Count));
    }

    [Fact]
    public void Canvas_has_a_row_for_each_student_and_one_for_what_is_possible()
    {
        var rows = Rows(Write(ExportFormat.Canvas));

        Assert.Equal(
            [
                ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "01-a", "02-b"],
                ["    Points Possible", "", "", "", "", "10", "10"],
                ["Adams, Alice \"Al\"", "17", "", "al17", "A\nmorning", "7.75", "3.5"],
                ["bob", "", "", "bob", "", "6.2", ""],
            ],
            rows);
    }

    [Fact]
    public void Moodle_has_a_row_for_each_student() =>
        Assert.Equal(
            [
                ["Username", "Full name", "ID number", "Email address", "01-a", "02-b"],
                ["al17", "Adams, Alice \"Al\"", "17", "al@tu.example", "7.75", "3.5"],
                ["bob", "", "", "", "6.2", ""],
            ],
            Rows(Write(ExportFormat.Moodle)));

    [Fact]
    public void Json_has_everything_as_numbers()
    {
        var second = JsonNode.Parse(Write(ExportFormat.Json))![2]!.AsObject();

        var expected = JsonNode.Parse(
            """
            {"student": "bob", "exercise": "01-a", "attempt": 2, "submitted": "2026-11-03T23:00:00Z", "automatic": 6.25, "automaticMaximum": 8, "manual": 1.5, "manualMaximum": 2,
             "unmarked": 1, "lateFactor": 0.8, "total": 6.2, "maximum": 10, "flags": 2, "sandbox": "bwrap", "problem": "it is not a notebook: line 3, \"x\""}
            """);
        Assert.True(JsonNode.DeepEquals(expected, second), second.ToJsonString());
    }

    [Theory]
    [InlineData(nameof(ExportFormat.Csv))]
    [InlineData(nameof(ExportFormat.Canvas))]
    [InlineData(nameof(ExportFormat.Moodle))]
    [InlineData(nameof(ExportFormat.Json))]
    public void Without_marks_there_is_a_file_without_rows(string format) => Assert.EndsWith("\n", Write(Enum.Parse<ExportFormat>(format), []), StringComparison.Ordinal);

    public static TheoryData<string, string> Formulas
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var format in new[] { nameof(ExportFormat.Csv), nameof(ExportFormat.Canvas), nameof(ExportFormat.Moodle) })
            {
                foreach (var text in new[] { "=HYPERLINK(\"http://evil.example\", \"x\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "=1,\"2\"\n3" })
                    data.Add(format, text);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Formulas))]
    public void No_text_of_a_student_becomes_a_formula(string format, string text)
    {
        var course = new CourseSettings { Students = new Dictionary<string, StudentSettings> { ["bob"] = new() { Name = text, Id = text, Login = text, Email = text, Section = text } } };
        GradebookEntry[] entries = [Entry(text, "01-a") with { Problem = text, Sandbox = text }, Entry("bob", text)];

        var fields = Rows(Write(Enum.Parse<ExportFormat>(format), entries, course)).SelectMany(row => row).ToList();

        Assert.Contains(fields, field => field.Contains(text.Trim(), StringComparison.Ordinal));
        Assert.DoesNotContain(fields, field => field.Length > 0 && field[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n');
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a\"b\"")]
    [InlineData("a\nb")]
    [InlineData("a\r\nb")]
    [InlineData(" a ")]
    [InlineData("a;b")]
    [InlineData("é ∂ 😀")]
    public void Any_other_name_stays_as_it_is(string name) =>
        Assert.Equal(name, Rows(Write(ExportFormat.Csv, [Entry(name, "01-a")]))[1][0]);

    [Fact]
    public void Lines_end_alike_on_every_system() => Assert.DoesNotContain('\r', Write(ExportFormat.Csv) + Write(ExportFormat.Json));

    private static GradebookEntry Entry(string student, string exercise) => new()
    {
        Student = student,
        Exercise = exercise,
        Attempt = 2,
        Submitted = Due.AddHours(-1),
        Graded = Due.AddHours(1),
        Sandbox = "bwrap",
        Automatic = 6.25,
        AutomaticMaximum = 8,
        Manual = 1.5,
        ManualMaximum = 2,
        Unmarked = 0,
        Flags = 0,
    };

    private static string Write(ExportFormat format, IReadOnlyList<GradebookEntry>? entries = null, CourseSettings? course = null)
    {
        using var writer = new StringWriter();
        GradebookExport.Write(entries ?? Entries, course ?? Course, format, writer);
        return writer.ToString();
    }

    /// <summary>Reads CSV as RFC 4180 has it.</summary>
    private static List<string[]> Rows(string csv)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var field = new StringBuilder();
        var isQuoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            var character = csv[i];
            if (isQuoted && character == '"' && i + 1 < csv.Length && csv[i + 1] == '"')
            {
                field.Append(csv[++i]);
            }
            else if (character == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && character is ',' or '\n')
            {
                row.Add(field.ToString());
                field.Clear();
                if (character == '\n')
                {
                    rows.Add([.. row]);
                    row.Clear();
                }
            }
            else
            {
                field.Append(character);
            }
        }
        Assert.False(isQuoted);
        return rows;
    }
}
