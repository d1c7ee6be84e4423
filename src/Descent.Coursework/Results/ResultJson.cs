using System.Text.Json;
using System.Text.Json.Nodes;
using Descent.Coursework.Gradebooks;
using Descent.Coursework.Grading;

namespace Descent.Coursework.Results;

/// <summary>Results as JSON, in the form that <c>results.schema.json</c> describes.</summary>
public static class ResultJson
{
    /// <summary>The version of the form.</summary>
    public const string Schema = "descent-results-1";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The results of a grading: a list.</summary>
    /// <param name="graded">The submissions.</param>
    /// <returns>JSON.</returns>
    public static string Of(IEnumerable<GradedSubmission> graded) =>
        Text(new JsonArray([.. graded.OrderBy(one => one.Submission.File.Student, StringComparer.Ordinal).ThenBy(one => one.Submission.File.Exercise, StringComparer.Ordinal).Select(one => Node(ExerciseResult.Of(one)))]));

    /// <summary>One result.</summary>
    /// <param name="result">The result.</param>
    /// <returns>JSON.</returns>
    public static string Of(ExerciseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Text(Node(result));
    }

    private static string Text(JsonNode node) => node.ToJsonString(Indented) + "\n";

    private static JsonObject Node(ExerciseResult result)
    {
        var json = new JsonObject { ["schema"] = Schema, ["exercise"] = result.Exercise };
        if (result.Student is { } student)
            json["student"] = student;
        if (result.Path is { } path)
            json["path"] = path;
        json["gradable"] = result.Problem is null && result.Checks.All(check => check.IsGradable);
        json["score"] = result.Score;
        json["points"] = result.Points;
        json["maximum"] = result.Maximum;
        json["manualMaximum"] = result.ManualMaximum;
        if (result.Problem is { } problem)
            json["problem"] = problem;
        json["tests"] = new JsonArray([.. result.Checks.Select(Node)]);
        json["hidden"] = new JsonArray([.. result.Hidden.Select(hidden => new JsonObject { ["cell"] = hidden.Cell, ["name"] = hidden.Name, ["points"] = hidden.Points })]);
        json["failures"] = List(result.Failures);
        json["warnings"] = List(result.Warnings);
        json["flags"] = List(result.Flags);
        return json;
    }

    private static JsonObject Node(CheckMark check)
    {
        var json = new JsonObject
        {
            ["cell"] = check.Cell,
            ["name"] = check.Name,
            ["status"] = JsonNamingPolicy.KebabCaseLower.ConvertName(check.Status.ToString()),
            ["gradable"] = check.IsGradable,
            ["score"] = check.Maximum > 0 ? Math.Min(1, check.Points / check.Maximum) : check.Status == CheckStatus.Passed ? 1 : 0,
            ["points"] = check.Points,
            ["maximum"] = check.Maximum,
            ["hidden"] = check.IsHidden,
            ["message"] = check.Finding,
        };
        foreach (var (name, value) in new[] { ("expected", check.Expected), ("yours", check.Yours), ("cause", check.Cause), ("hint", check.Hint) })
        {
            if (value is not null)
                json[name] = value;
        }
        return json;
    }

    private static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
