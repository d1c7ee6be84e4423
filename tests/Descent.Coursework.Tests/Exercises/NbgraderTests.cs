using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Coursework.Exercises;
using Descent.Coursework.Tests.Samples;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Tests.Exercises;

public sealed class NbgraderTests
{
    /// <summary>Values that Python's hashlib gives for what nbgrader feeds it.</summary>
    public static TheoryData<Func<Cell>, string> Checksums => new()
    {
        { () => Cells.Answer("a-1", "print(\"é ∂ 😀\")"), "3cac7340b1c6d27cf5bfade191f63bf9" },
        { () => Cells.Text("title", "# Title\n\ntext"), "42957eabb17740c64544300fd74526d1" },
        { () => Cells.Checks("check_1", "Check.Equal(1);", 3), "e86067786e405d3c0547c3f25159ab4e" },
        { () => Cells.Checks("check_1", "Check.Equal(1);", 0.5), "c860c876ec296d42dc6f38fe4bf3508d" },
        { () => Cells.Question("why", "*Your answer here.*", 2.25), "27d2aef350514243bb37e7b85fe4c04f" },
        { () => Cells.New(CellKind.Raw, "empty", "", grade: false, solution: false, locked: true), "d984c52e9c360f1b99fbef44f35486f7" },
    };

    [Theory]
    [MemberData(nameof(Checksums))]
    public void A_checksum_is_nbgraders_own(Func<Cell> cell, string checksum) => Assert.Equal(checksum, Nbgrader.Checksum(cell()));

    [Fact]
    public void Metadata_is_written_in_full()
    {
        var cell = Cells.Plain("x");

        Nbgrader.Write(cell, "check", CellRole.Checks, 1.5, withChecksum: true);

        var expected = $$"""
            {"schema_version":3,"grade_id":"check","grade":true,"solution":false,"locked":true,"task":false,"cell_type":"code","points":1.5,"checksum":"{{Nbgrader.Checksum(cell)}}"}
            """;
        Assert.Equal(expected, cell.Metadata["nbgrader"]!.ToJsonString());
    }

    [Theory]
    [InlineData(nameof(CellRole.Given), false, false, true)]
    [InlineData(nameof(CellRole.Answer), false, true, false)]
    [InlineData(nameof(CellRole.Checks), true, false, true)]
    [InlineData(nameof(CellRole.Question), true, true, false)]
    public void The_flags_say_the_role(string role, bool grade, bool solution, bool locked)
    {
        var cell = Cells.Plain("x");

        Nbgrader.Write(cell, "a", Enum.Parse<CellRole>(role), 1, withChecksum: false);

        Assert.Equal((grade, solution, locked, role), (Flag("grade"), Flag("solution"), Flag("locked"), Nbgrader.RoleOf(cell).ToString()));
        bool Flag(string name) => cell.Metadata["nbgrader"]![name]!.GetValue<bool>();
    }

    [Theory]
    [InlineData(nameof(CellRole.Given))]
    [InlineData(nameof(CellRole.Answer))]
    public void Only_graded_cells_have_points(string role)
    {
        var cell = Cells.Plain("x");

        Nbgrader.Write(cell, "a", Enum.Parse<CellRole>(role), 1, withChecksum: false);

        Assert.Null(cell.Metadata["nbgrader"]!["points"]);
    }

    /// <summary>nbgrader's schema of version 3, as its validator holds cells to it.</summary>
    [Theory]
    [MemberData(nameof(CourseRepository.ExerciseNames), MemberType = typeof(CourseRepository))]
    public void Every_cell_of_a_released_exercise_is_valid_for_nbgrader(string name)
    {
        var released = ExerciseFolder.Released(CourseRepository.Load(name));

        Assert.All(released.Cells, cell => Assert.Empty(Faults(cell)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"grade_id\": 1, \"grade\": \"true\", \"solution\": 1, \"points\": \"3\", \"checksum\": 5}")]
    public void Metadata_of_wrong_types_says_nothing(string json)
    {
        var cell = new Cell(CellKind.Code, "x", "", new JsonObject { ["nbgrader"] = JsonNode.Parse(json) });

        Assert.Equal((null, CellRole.Given, null, null), (Nbgrader.IdOf(cell), Nbgrader.RoleOf(cell), Nbgrader.PointsOf(cell), Nbgrader.ChecksumOf(cell)));
    }

    private static IEnumerable<string> Faults(Cell cell)
    {
        var metadata = (JsonObject)cell.Metadata["nbgrader"]!;
        var types = new Dictionary<string, JsonValueKind[]>
        {
            ["schema_version"] = [JsonValueKind.Number],
            ["grade"] = [JsonValueKind.True, JsonValueKind.False],
            ["solution"] = [JsonValueKind.True, JsonValueKind.False],
            ["locked"] = [JsonValueKind.True, JsonValueKind.False],
            ["task"] = [JsonValueKind.True, JsonValueKind.False],
            ["grade_id"] = [JsonValueKind.String],
            ["cell_type"] = [JsonValueKind.String],
            ["checksum"] = [JsonValueKind.String],
        };
        foreach (var (key, kinds) in types)
        {
            if (metadata[key] is not { } value || !kinds.Contains(value.GetValueKind()))
                yield return $"{key} is missing or of a wrong type";
        }
        if (metadata["schema_version"]!.ToJsonString() != "3")
            yield return "schema_version is not 3";
        if (metadata["grade"]!.GetValue<bool>() != metadata["points"] is JsonValue)
            yield return "points are there if and only if the cell is graded";
        if (metadata["checksum"]!.GetValue<string>().Length != 32)
            yield return "a checksum has 32 digits";
        foreach (var (key, _) in metadata.Where(property => !types.ContainsKey(property.Key) && property.Key != "points"))
            yield return $"{key} is not nbgrader's";
    }
}
