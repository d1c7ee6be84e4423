using Descent.Coursework.Grading;
using Descent.Coursework.SelfChecking;
using Descent.Notebooks.Running;

namespace Descent.Cli.Terminal;

/// <summary>Tells a student how a self-check went.</summary>
internal static class SelfCheckReport
{
    private const int NameWidth = 60;

    public static void Write(SelfCheckResult outcome, TextWriter writer)
    {
        var result = outcome.Result;
        foreach (var trouble in outcome.Troubles)
        {
            writer.WriteLine($"ERROR  {trouble.Cell}");
            writer.WriteLine(Indent(FailureText.Of(trouble.Failure)));
        }
        foreach (var cell in result.Checks.GroupBy(check => check.Cell, StringComparer.Ordinal))
        {
            writer.WriteLine(cell.Key);
            foreach (var check in cell)
                Write(check, writer);
        }
        foreach (var warning in result.Warnings)
            writer.WriteLine($"note: {warning}");
        writer.WriteLine();
        writer.WriteLine($"{result.Points:0.##} of {Points(result.Maximum)} by the checks that you see");
        if (result.Hidden.Count > 0)
        {
            writer.WriteLine($"{Points(result.Hidden.Sum(check => check.Points))} more by {result.Hidden.Count} {(result.Hidden.Count == 1 ? "check that runs" : "checks that run")} only when it is graded, on other inputs:");
            foreach (var check in result.Hidden)
                writer.WriteLine($"       {check.Name.PadRight(NameWidth)}  {Points(check.Points)}");
        }
        if (result.ManualMaximum > 0)
            writer.WriteLine($"{Points(result.ManualMaximum)} more are given by a person");
    }

    private static void Write(CheckMark check, TextWriter writer)
    {
        var word = check.Status switch
        {
            CheckStatus.Passed => "ok   ",
            CheckStatus.Partial => "PART ",
            CheckStatus.NotAnswered => "todo ",
            _ => "WRONG",
        };
        writer.WriteLine($"  {word}  {check.Name.PadRight(NameWidth - 2)}  {(check.Status == CheckStatus.Passed ? Points(check.Points) : $"{check.Points:0.##} of {Points(check.Maximum)}")}");
        if (check.Status is CheckStatus.Passed or CheckStatus.NotAnswered)
            return;
        foreach (var (name, value) in new[] { ("", check.Finding), ("expected  ", check.Expected), ("yours     ", check.Yours), ("likely cause: ", check.Cause), ("hint: ", check.Hint) })
        {
            if (value is not null)
                writer.WriteLine(Indent(name + value));
        }
    }

    private static string Points(double points) => points == 1 ? "1 point" : $"{points:0.##} points";

    private static string Indent(string text) => "         " + text.Replace("\n", "\n         ");
}
