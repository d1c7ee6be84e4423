using System.Text.Json.Nodes;
using Descent.Coursework.Grading;
using Descent.Coursework.Results;
using Descent.Coursework.Tests.Gradebooks;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Coursework.Tests.Results;

public sealed class ResultJsonTests
{
    private static readonly SchemaValidator Schema = new(JsonNode.Parse(EmbeddedText.Read("results.schema.json"))!.AsObject());

    private static readonly CheckMark Passed = new("check-a", "a", CheckStatus.Passed, 2, 2, IsHidden: false);
    private static readonly CheckMark Partial = new("check-b", "b", CheckStatus.Partial, 0.5, 2, IsHidden: true) { Finding = "half of it", Hint = "the other half" };
    private static readonly CheckMark Broken = new("check-c", "c", CheckStatus.DoesNotCompile, 0, 1, IsHidden: false);

    [Fact]
    public void A_result_says_everything()
    {
        var result = new ExerciseResult("01-a", [Passed, Partial])
        {
            Student = "alice",
            Path = "submitted/alice/01-a.ipynb",
            ManualMaximum = 3,
            Hidden = [new HiddenCheck("check-b", "h", 1.5)],
            Failures = ["f"],
            Warnings = ["w"],
            Flags = ["!"],
        };

        var expected = JsonNode.Parse(
            """
            {
              "schema": "descent-results-1", "exercise": "01-a", "student": "alice", "path": "submitted/alice/01-a.ipynb", "gradable": true, "score": 0.625, "points": 2.5, "maximum": 4, "manualMaximum": 3,
              "tests": [
                { "cell": "check-a", "name": "a", "status": "passed", "gradable": true, "score": 1, "points": 2, "maximum": 2, "hidden": false, "message": "" },
                { "cell": "check-b", "name": "b", "status": "partial", "gradable": true, "score": 0.25, "points": 0.5, "maximum": 2, "hidden": true, "message": "half of it", "hint": "the other half" }
              ],
              "hidden": [{ "cell": "check-b", "name": "h", "points": 1.5 }], "failures": ["f"], "warnings": ["w"], "flags": ["!"]
            }
            """);
        var actual = JsonNode.Parse(ResultJson.Of(result));
        Assert.True(JsonNode.DeepEquals(expected, actual), actual!.ToJsonString());
    }

    [Fact]
    public void Not_gradable_is_not_the_same_as_wrong()
    {
        var json = JsonNode.Parse(ResultJson.Of(new ExerciseResult("01-a", [Passed, Broken])))!;

        Assert.Equal((false, true, false), (json["gradable"]!.GetValue<bool>(), json["tests"]![0]!["gradable"]!.GetValue<bool>(), json["tests"]![1]!["gradable"]!.GetValue<bool>()));
    }

    [Fact]
    public void What_could_not_be_read_is_not_gradable_and_says_why()
    {
        var json = JsonNode.Parse(ResultJson.Of(new ExerciseResult("01-a", []) { Problem = "no notebook" }))!;

        Assert.Equal((false, "no notebook", 0), (json["gradable"]!.GetValue<bool>(), json["problem"]!.GetValue<string>(), json["score"]!.GetValue<double>()));
    }

    [Theory]
    [InlineData(nameof(CheckStatus.Passed), 1)]
    [InlineData(nameof(CheckStatus.Wrong), 0)]
    public void A_check_without_points_has_a_score_all_the_same(string status, double score)
    {
        var json = JsonNode.Parse(ResultJson.Of(new ExerciseResult("01-a", [Passed with { Status = Enum.Parse<CheckStatus>(status), Points = 0, Maximum = 0 }])))!;

        Assert.Equal(score, json["tests"]![0]!["score"]!.GetValue<double>());
    }

    [Fact]
    public void A_grading_is_a_list_in_the_order_of_students()
    {
        using var graded = new GradedExercise();

        var json = JsonNode.Parse(ResultJson.Of([graded.Graded("zoe", "aa"), graded.Unreadable("bob", "bb"), graded.Graded("alice", "cc")]))!;

        Assert.Equal(["alice", "bob", "zoe"], json.AsArray().Select(result => result!["student"]!.GetValue<string>()));
        Assert.Empty(Schema.Faults(json));
    }

    [Fact]
    public void A_graded_submission_says_which_cells_failed()
    {
        using var graded = new GradedExercise();

        Assert.Equal(["cell 'thrice' does not compile: ; expected"], ExerciseResult.Of(graded.Graded("alice", "aa")).Failures);
    }

    [Fact]
    public void Any_result_conforms_to_the_schema() =>
        Check.QuickThrowOnFailure(Prop.ForAll(AnyResult.Results, result => Schema.Faults(JsonNode.Parse(ResultJson.Of(result))).Count == 0));

    [Fact]
    public void The_same_result_gives_the_same_text() =>
        Check.QuickThrowOnFailure(Prop.ForAll(AnyResult.Results, result => ResultJson.Of(result) == ResultJson.Of(result) && !ResultJson.Of(result).Contains('\r', StringComparison.Ordinal)));

    [Theory]
    [InlineData("{}", "$: schema is missing")]
    [InlineData("""[{"schema": "descent-results-2"}]""", "$[0].schema: descent-results-2, not descent-results-1")]
    [InlineData("""[{"tests": [{"status": "good"}]}]""", "$[0].tests[0].status: good is none of")]
    [InlineData("""[{"score": 2}]""", "$[0].score: 2 is above 1")]
    [InlineData("""[{"points": -1}]""", "$[0].points: -1 is below 0")]
    [InlineData("""[{"more": 1}]""", "$[0]: more is not known")]
    [InlineData("7", "$: number, not object")]
    public void The_schema_refuses_what_is_no_result(string json, string fault) =>
        Assert.Contains(Schema.Faults(JsonNode.Parse(json)), found => found.StartsWith(fault, StringComparison.Ordinal));
}
