using Descent.Coursework.Courses;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Courses;

public sealed class CourseSettingsTests : IDisposable
{
    private const string Everything =
        """
        {
          // What a course may say of itself.
          "name": "Neural networks", "seed": 2027, "repository": "tu/nn",
          "late": { "policy": "per-day", "percentPerDay": 20, "atLeastPercent": 30, "graceMinutes": 15 },
          "exercises": {
            "01-a": { "due": "2026-11-02T18:00:00+01:00" },
            "02-b": { "due": "2026-12-01T00:00:00Z", "late": { "policy": "cut-off" } },
            "03-c": {},
          },
          "extensions": { "alice": { "01-a": "2026-11-05T18:00+01:00", "03-c": "2026-11-09T18:00+01:00" } },
          "students": { "alice": { "name": "Alice A.", "id": "17", "login": "al", "email": "al@tu.example", "section": "1" } },
        }
        """;

    private static readonly DateTimeOffset Due = new(2026, 11, 2, 17, 0, 0, TimeSpan.Zero);

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Without_a_file_everything_has_a_default()
    {
        var settings = CourseSettings.Read(null);

        Assert.Equal(("Descent", 1, null, LatePolicy.None, 0), (settings.Name, settings.Seed, settings.Repository, settings.Late.Policy, settings.Exercises.Count));
    }

    [Fact]
    public void An_empty_object_is_all_defaults() => Assert.Equal(("Descent", 1, 10.0), (Read("{}").Name, Read("{}").Seed, Read("{}").Late.PercentPerDay));

    [Fact]
    public void Everything_can_be_set()
    {
        var settings = Read(Everything);

        Assert.Multiple(
            () => Assert.Equal(("Neural networks", 2027, "tu/nn"), (settings.Name, settings.Seed, settings.Repository)),
            () => Assert.Equal(new LateRule { Policy = LatePolicy.PerDay, PercentPerDay = 20, AtLeastPercent = 30, GraceMinutes = 15 }, settings.Late),
            () => Assert.Equal(LatePolicy.CutOff, settings.Exercises["02-b"].Late!.Policy),
            () => Assert.Equal(new StudentSettings { Name = "Alice A.", Id = "17", Login = "al", Email = "al@tu.example", Section = "1" }, settings.Students["alice"]));
    }

    [Fact]
    public void A_file_that_is_named_must_be_there() =>
        Assert.Contains("there is no file 'nowhere.json'", Assert.Throws<FileNotFoundException>(() => CourseSettings.Read("nowhere.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{\n  \"nam\": \"x\"\n}", "line 2 ($.nam): ", "'nam'")]
    [InlineData("{\n  \"late\": {\n    \"polcy\": \"none\"\n  }\n}", "line 3 ($.late.polcy): ", "'polcy'")]
    [InlineData("{\n  \"exercises\": { \"a\": {\n \"duee\": null } }\n}", "line 3 ($.exercises.a.duee): ", "'duee'")]
    [InlineData("{\n\n  \"seed\": \"seven\"\n}", "line 3 ($.seed): ", "Int32")]
    [InlineData("{\n  \"seed\": 1.5\n}", "line 2 ($.seed): ", "Int32")]
    [InlineData("{\n  \"name\": 7\n}", "line 2 ($.name): ", "String")]
    [InlineData("{\n  \"name\": null\n}", "line 2 ($.name): ", "null")]
    [InlineData("{\n  \"late\": null\n}", "line 2 ($.late): ", "null")]
    [InlineData("{\n  \"exercises\": []\n}", "line 2 ($.exercises): ", "could not be converted")]
    [InlineData("{\n  \"late\": { \"policy\": \"per-week\" }\n}", "line 2 ($.late.policy): ", "LatePolicy")]
    [InlineData("{\n  \"late\": { \"policy\": 1 }\n}", "line 2 ($.late.policy): ", "LatePolicy")]
    [InlineData("{\n  \"exercises\": { \"a\": { \"due\": \"2.11.2026\" } }\n}", "line 2 ($.exercises.a.due): ", "a time is expected, such as 2026-11-02T18:00+01:00")]
    [InlineData("{\n  \"extensions\": { \"a\": { \"b\": 5 } }\n}", "line 2 ($.extensions.a.b): ", "a time is expected, such as 2026-11-02T18:00+01:00")]
    [InlineData("{\n  \"seed\": 1,\n  \"seed\": 2\n}", "line 3", "seed")]
    [InlineData("{\n  \"seed\": 1\n  \"name\": 2\n}", "line 3", "'\"'")]
    [InlineData("", "line 1", "JSON")]
    [InlineData("null", "", "the file holds null; an object is expected")]
    [InlineData("{ \"exercises\": { \"a\": null } }", "", "exercises.a is null; an object is expected")]
    [InlineData("{ \"extensions\": { \"a\": null } }", "", "extensions.a is null; an object is expected")]
    [InlineData("{ \"students\": { \"a\": null } }", "", "students.a is null; an object is expected")]
    [InlineData("{ \"late\": { \"percentPerDay\": -5 } }", "", "late.percentPerDay is -5; 0 to 100 is expected")]
    [InlineData("{ \"late\": { \"percentPerDay\": 1e999 } }", "", "late.percentPerDay is")]
    [InlineData("{ \"exercises\": { \"a\": { \"late\": { \"atLeastPercent\": 200 } } } }", "", "exercises.a.late.atLeastPercent is 200; 0 to 100 is expected")]
    [InlineData("{ \"late\": { \"graceMinutes\": -1 } }", "", "late.graceMinutes is -1; at least 0 is expected")]
    public void A_mistake_is_an_error_that_says_where(string json, string place, string reason)
    {
        var message = Assert.Throws<InvalidDataException>(() => Read(json)).Message;

        Assert.StartsWith($"{scratch.PathOf("course.json")}: {place}", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bob", "01-a", "2026-11-02T17:00:00Z")]
    [InlineData("alice", "01-a", "2026-11-05T17:00:00Z")]
    [InlineData("alice", "02-b", "2026-12-01T00:00:00Z")]
    [InlineData("alice", "03-c", "2026-11-09T17:00:00Z")]
    [InlineData("bob", "03-c", null)]
    [InlineData("bob", "04-d", null)]
    public void An_exercise_is_due_when_it_says_or_when_the_student_has_an_extension(string student, string exercise, string? due) =>
        Assert.Equal(due is null ? null : DateTimeOffset.Parse(due), Read(Everything).Due(student, exercise));

    [Theory]
    [InlineData("bob", "01-a", 0, 1)]
    [InlineData("bob", "01-a", 15, 1)]
    [InlineData("bob", "01-a", 16, 0.8)]
    [InlineData("alice", "01-a", 60 * 24 * 3, 1)]
    [InlineData("bob", "03-c", 60 * 24 * 300, 1)]
    [InlineData("bob", "02-b", 60 * 24 * 300, 0)]
    public void What_is_late_keeps_what_the_exercises_rule_or_the_courses_leaves(string student, string exercise, int minutes, double factor) =>
        Assert.Equal(factor, Read(Everything).LateFactor(student, exercise, Due.AddMinutes(minutes)), 12);

    private CourseSettings Read(string json) => CourseSettings.Read(scratch.Write("course.json", json));
}
