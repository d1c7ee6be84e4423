using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Descent.Checks;
using Descent.Coursework.Execution;

namespace Descent.Coursework.Grading;

/// <summary>
/// Checks that the grader makes up: they bear the names of real ones, but observe random numbers and state other random numbers as
/// expected. What comes back must be exactly what was to be observed: code that has put itself between the checks and the grader, to send
/// what is stated as expected, cannot tell them from the real ones.
/// </summary>
internal sealed class Canaries
{
    private const string Prefix = "canary-";
    private const int MaximumNames = 12;

    private readonly Dictionary<string, IReadOnlyList<(string Name, double Value)>> expected = new(StringComparer.Ordinal);

    /// <summary>Puts canaries among the cells: before the last cell with checks, and at the end.</summary>
    public Canaries(AnswerKey key, IReadOnlyList<PlannedCell> cells)
    {
        List<PlannedCell> all = [.. cells];
        if (key.Checks.Count > 0)
        {
            all.Add(Make("end", key));
            var last = all.FindLastIndex(cell => key.ByCell.Contains(cell.Id));
            if (last > 0)
                all.Insert(last, Make("middle", key));
        }
        Cells = all;
    }

    /// <summary>The cells, canaries included.</summary>
    public IReadOnlyList<PlannedCell> Cells { get; }

    /// <summary>Whether a cell is a canary.</summary>
    public static bool IsCanary(PlannedCell cell) => cell.Id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>What is wrong with what a canary sent; null when all of it came back as it should.</summary>
    public string? Problem(RanCell ran)
    {
        // What an earlier cell has ended is that cell's matter.
        if (ran.End is CellEnd.NotRun)
            return null;
        if (ran.End != CellEnd.Completed)
            return "the code has changed what checks are made with: a check of the grader's own does not run any more";
        var wanted = expected[ran.Cell.Id];
        var hasAll = ran.Sent.Count == wanted.Count && ran.Sent.Zip(wanted).All(pair => pair.First.IsExpected && IsIt(pair.First.Text, pair.Second));
        return hasAll ? null : "the code has put itself between the checks and the grader: a check of the grader's own came back changed";
    }

    private static bool IsIt(string text, (string Name, double Value) wanted)
    {
        try
        {
            return HarnessJson.Read(text) is ObservedMessage { Observation: { Yours: Numbers { Shape.Count: 0, Data: [var value] } } seen }
                && seen.Expectation.Name == wanted.Name && value.Equals(wanted.Value);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private PlannedCell Make(string place, AnswerKey key)
    {
        var names = key.Checks.Select(check => check.Expectation.Name).ToArray();
        RandomNumberGenerator.Shuffle(names.AsSpan());
        List<(string, double)> values = [.. names.Take(MaximumNames).Select(name => (name, Random()))];
        var code = new StringBuilder();
        foreach (var (name, value) in values)
            code.Append(CultureInfo.InvariantCulture, $"Check.Close({Literal(name)}, () => {value:R}, expected: {Random():R}, points: 1);\n");
        var id = Prefix + place;
        expected[id] = values;
        return new PlannedCell(id, "the grader's own cell", code.ToString());
    }

    private static double Random() => RandomNumberGenerator.GetInt32(1, int.MaxValue) / 1e9;

    private static string Literal(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true);
}
