using System.Text;

namespace Descent.Checks;

/// <summary>A verdict as the text that a notebook shows.</summary>
internal static class VerdictText
{
    private const int NameWidth = 58;
    private const string Indent = "\n       ";

    /// <summary>A line for what is right; for what is not, also what was expected, what came, and why that may be.</summary>
    public static string Of(Expectation expectation, CheckValue yours, Verdict verdict)
    {
        var isMissing = !verdict.Passed && yours is Fault { IsNotImplemented: true };
        var word = verdict.Passed ? "ok   " : verdict.Share > 0 ? "PART " : isMissing ? "todo " : "WRONG";
        var points = verdict.Passed ? Points(expectation.Points) : $"{Numbers.Number(Math.Round(verdict.Share * expectation.Points, 2))} of {Points(expectation.Points)}";
        var text = new StringBuilder($"{word}  {expectation.Name.PadRight(NameWidth)}  {points}");
        if (verdict.Passed)
            return text.ToString();
        Line(text, verdict.Finding);
        if (isMissing)
            return text.ToString();
        if (verdict.Expected is { } expected)
            Line(text, $"expected  {expected}");
        if (verdict.Yours is { } shown)
            Line(text, $"yours     {shown}");
        if (verdict.Cause is { } cause)
            Line(text, $"likely cause: {cause}");
        if (expectation.Hint is { } hint)
            Line(text, $"hint: {hint}");
        return text.ToString();
    }

    /// <summary>For a check that has nothing to compare with: what it saw.</summary>
    public static string Unjudged(Expectation expectation, CheckValue yours) =>
        $"seen   {expectation.Name.PadRight(NameWidth)}  {Points(expectation.Points)}{Indent}{yours.ToString()!.ReplaceLineEndings(Indent)} (compared when it is graded)";

    // Messages of exceptions may have several lines.
    private static void Line(StringBuilder text, string line) => text.Append(Indent).Append(line.ReplaceLineEndings(Indent));

    private static string Points(double points) => points == 1 ? "1 point" : $"{Numbers.Number(points)} points";
}
