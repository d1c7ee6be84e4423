using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Descent.Checks;
using Descent.Coursework.Execution;
using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Grading;

/// <summary>
/// Turns what a run sent into marks. Only the names and values of observations count; what each is worth and what is right, the answer key
/// says. A check counts that was observed once, while its own cell ran; everything else is refused, and flagged.
/// Marks are read by students, and answers may remember what hidden checks called them with: from the first hidden check on, no text and
/// no value that an answer could choose gets into a mark.
/// </summary>
internal static partial class Marker
{
    private const int MaximumText = 1_000;
    private const int MaximumFlags = 20;

    // Names are looked up, not resolved: anybody can throw an exception of a class «System.» and what he likes.
    private static readonly FrozenSet<string> KnownExceptions = typeof(Exception).Assembly.GetExportedTypes()
        .Where(type => typeof(Exception).IsAssignableFrom(type)).Select(type => type.FullName!).ToFrozenSet(StringComparer.Ordinal);

    public static AutomaticMarks Mark(AnswerKey key, IReadOnlyList<RanCell> ran, Canaries canaries)
    {
        List<CheckMark> marks = [];
        List<string> flags = [];
        var failures = new Dictionary<string, CellFailure>(StringComparer.Ordinal);
        var isTampered = false;
        var hasFailed = false;
        var hasSeenHidden = false;
        // An answer that does not compile is replaced by the stub: what that throws is not «no answer yet».
        var broken = ran.Where(cell => cell.Cell.IsAnswer && cell.End == CellEnd.DidNotCompile).ToDictionary(cell => cell.Cell.Name, cell => cell.Error!, StringComparer.Ordinal);
        var lines = LinesOf(ran);
        foreach (var cell in ran)
        {
            if (Canaries.IsCanary(cell.Cell))
            {
                if (canaries.Problem(cell) is { } problem)
                {
                    isTampered = true;
                    flags.Add(problem);
                }
                continue;
            }
            var checks = key.ByCell[cell.Cell.Id].Where(check => check.Part == cell.Cell.Part).ToList();
            hasSeenHidden |= cell.Cell.IsHidden || checks.Exists(check => check.Expectation.IsHidden);
            var told = hasSeenHidden && cell.Reason is { } reason ? cell with { Reason = ChosenNumber.Replace(reason, "") } : cell;
            if (checks.Count > 0)
            {
                marks.AddRange(MarkCell(key, checks, told, hasSeenHidden, lines, broken, flags, ref hasFailed));
                continue;
            }
            if (cell.Sent.Count > 0)
                flags.Add($"{cell.Cell.Name} sent the grader {cell.Sent.Count} messages that it did not ask for");
            if (FailureOf(told, hasSeenHidden, lines) is { } failure)
                failures[cell.Cell.Id] = failure;
        }
        return new AutomaticMarks(isTampered ? [.. marks.Select(Refuse)] : marks, failures, Few(flags)) { HasGraderFailed = hasFailed };
    }

    /// <summary>How many lines each cell has, by the name that it has in error messages; of cells of one name, the longest.</summary>
    private static Dictionary<string, int> LinesOf(IReadOnlyList<RanCell> ran) =>
        ran.GroupBy(cell => cell.Cell.Name, StringComparer.Ordinal).ToDictionary(
            cells => cells.Key, cells => cells.Max(cell => Math.Max(cell.Cell.Code.Count('\n'), cell.Cell.Fallback?.Count('\n') ?? 0) + 1), StringComparer.Ordinal);

    /// <summary>Each flag once, and not more than anybody reads.</summary>
    private static List<string> Few(List<string> flags)
    {
        var distinct = flags.Distinct(StringComparer.Ordinal).ToList();
        return distinct.Count <= MaximumFlags ? distinct : [.. distinct.Take(MaximumFlags), $"and {distinct.Count - MaximumFlags} more"];
    }

    private static List<CheckMark> MarkCell(
        AnswerKey key,
        List<KeyedCheck> checks,
        RanCell ran,
        bool hasSeenHidden,
        Dictionary<string, int> lines,
        Dictionary<string, CellError> broken,
        List<string> flags,
        ref bool hasFailed)
    {
        var observed = Observed(checks, ran, flags);
        List<CheckMark> marks = [];
        foreach (var check in checks)
        {
            if (!observed.TryGetValue(check.Expectation.Name, out var values))
            {
                marks.Add(WhyUnobserved(ran) is var (status, finding) ? Unjudged(check, status, finding) : Missing(check, flags));
            }
            else if (values is not [var value])
            {
                flags.Add($"check '{check.Expectation.Name}' was answered {values.Count} times");
                marks.Add(Unjudged(check, CheckStatus.Refused, "the grader received more than one answer"));
            }
            else if (value is Fault { IsNotImplemented: true, Place: { } place } && broken.TryGetValue(place.Split(',')[0], out var error))
            {
                marks.Add(Unjudged(check, CheckStatus.DoesNotCompile, $"your answer ({place.Split(',')[0]}) {NotCompiled(error)}: {Cut(error.Message)}"));
            }
            else
            {
                try
                {
                    marks.Add(Judged(check, key.Judge(check, value), value, hasSeenHidden, lines));
                }
                catch (Exception exception) when (exception is not OperationCanceledException and not CourseworkException)
                {
                    // A fault of the grader's own, which this answer has brought to light, must not cost the other checks.
                    hasFailed = true;
                    flags.Add($"the grader failed on check '{check.Expectation.Name}': {exception}");
                    marks.Add(Unjudged(check, CheckStatus.Refused, "the grader itself failed on it; an instructor will look at it"));
                }
            }
        }
        return marks;
    }

    /// <summary>Why a cell's checks observed nothing; null when the cell ran to its end.</summary>
    internal static (CheckStatus Status, string Finding)? WhyUnobserved(RanCell ran) => ran.End switch
    {
        CellEnd.DidNotCompile => (CheckStatus.DoesNotCompile, $"the check does not compile with your answer: {Cut(ran.Error!.Message)}"),
        CellEnd.TimedOut => (CheckStatus.TimedOut, $"the code {ran.Reason}"),
        CellEnd.Crashed => (CheckStatus.Crashed, $"the code {Cut(ran.Reason!)}"),
        CellEnd.NotRun => (CheckStatus.NotRun, $"it could not run: {Cut(ran.Reason!)}"),
        _ => null,
    };

    /// <summary>The points that a verdict earns: four digits of a part, never more than there are.</summary>
    internal static double PointsOf(Verdict verdict, Expectation expectation) =>
        verdict.Passed ? expectation.Points : Math.Min(Math.Round(verdict.Share * expectation.Points, 4), expectation.Points);

    /// <summary>A verdict in a word.</summary>
    internal static CheckStatus StatusOf(Verdict verdict, CheckValue value) =>
        verdict.Passed ? CheckStatus.Passed
        : verdict.Share > 0 ? CheckStatus.Partial
        : value is Fault fault ? fault.IsNotImplemented ? CheckStatus.NotAnswered : CheckStatus.Threw
        : CheckStatus.Wrong;

    /// <summary>The values that the cell's own checks sent, by name.</summary>
    private static Dictionary<string, List<CheckValue>> Observed(List<KeyedCheck> checks, RanCell ran, List<string> flags)
    {
        var observed = new Dictionary<string, List<CheckValue>>(StringComparer.Ordinal);
        foreach (var (text, isExpected) in ran.Sent)
        {
            try
            {
                if (isExpected && HarnessJson.Read(text) is ObservedMessage { Observation: var seen } && checks.Exists(check => check.Expectation.Name == seen.Expectation.Name))
                {
                    if (!observed.TryGetValue(seen.Expectation.Name, out var values))
                        observed[seen.Expectation.Name] = values = [];
                    values.Add(seen.Yours);
                    continue;
                }
                flags.Add($"{ran.Cell.Name} sent the grader a message that it did not ask for");
            }
            catch (FormatException exception)
            {
                flags.Add($"{ran.Cell.Name} sent the grader what is no message: {Cut(exception.Message)}");
            }
        }
        return observed;
    }

    private static CheckMark Judged(KeyedCheck check, Verdict verdict, CheckValue value, bool hasSeenHidden, Dictionary<string, int> lines)
    {
        var expectation = check.Expectation;
        var status = StatusOf(verdict, value);
        return new CheckMark(check.Cell, expectation.Name, status, PointsOf(verdict, expectation), expectation.Points, expectation.IsHidden)
        {
            Finding = hasSeenHidden ? PlainFinding(expectation, verdict, status, value, lines) : Cut(verdict.Finding),
            // What a diagnosis says has numbers in it; what the exercise's author wrote has not.
            Cause = hasSeenHidden && !expectation.Causes.Any(cause => cause.Meaning == verdict.Cause) ? null : verdict.Cause,
            Hint = verdict.Passed ? null : expectation.Hint,
            Expected = expectation.IsHidden || verdict.Passed ? null : verdict.Expected,
            Yours = hasSeenHidden || verdict.Passed || verdict.Yours is not { } yours ? null : Cut(yours),
        };
    }

    /// <summary>
    /// A verdict in fixed words. An error's digits would tell what is expected, as whoever chose the answer knows that, and they could be those
    /// of an input.
    /// </summary>
    private static string PlainFinding(Expectation expectation, Verdict verdict, CheckStatus status, CheckValue value, Dictionary<string, int> lines) => status switch
    {
        CheckStatus.Passed => "it is right",
        CheckStatus.Partial => "it is not good enough for all points",
        CheckStatus.NotAnswered => "not implemented yet",
        CheckStatus.Threw => $"it throws {Plain((Fault)value, lines)}",
        _ when expectation.Expected is Fault => "it throws nothing",
        _ when verdict.IsOtherKind => "the type or the shape is not right",
        _ when expectation.Kind is CheckKind.Close or CheckKind.Equal => "the value is not right",
        _ => "it is not good enough",
    };

    /// <summary>An exception without the words that whoever threw it could choose.</summary>
    private static string Plain(Fault fault, Dictionary<string, int> lines)
    {
        var type = KnownExceptions.Contains(fault.Type) ? fault.ShortType : "an exception";
        return fault.Place is { } place && IsPlace(place, lines) ? $"{type} ({place})" : type;
    }

    /// <summary>Whether there is such a line: whoever sends the grader a message of his own could choose any number.</summary>
    private static bool IsPlace(string place, Dictionary<string, int> lines) =>
        PlaceInCell.Match(place) is { Success: true } match && lines.TryGetValue(match.Groups[1].Value, out var count)
        && int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture) is var line && line <= count;

    private static CheckMark Missing(KeyedCheck check, List<string> flags)
    {
        flags.Add($"check '{check.Expectation.Name}' sent no answer");
        return Unjudged(check, CheckStatus.Refused, "the grader received no answer");
    }

    private static CheckMark Unjudged(KeyedCheck check, CheckStatus status, string finding) =>
        new(check.Cell, check.Expectation.Name, status, 0, check.Expectation.Points, check.Expectation.IsHidden) { Finding = finding };

    private static CheckMark Refuse(CheckMark mark) =>
        new(mark.Cell, mark.Name, CheckStatus.Refused, 0, mark.Maximum, mark.IsHidden) { Finding = "the grader does not accept it: the code has changed what checks are made with" };

    private static CellFailure? FailureOf(RanCell ran, bool hasSeenHidden, Dictionary<string, int> lines)
    {
        switch (ran.End)
        {
            case CellEnd.DidNotCompile:
                return new CellFailure(CheckStatus.DoesNotCompile, Cut($"{NotCompiled(ran.Error!)}: {ran.Error!.Message}"));
            case CellEnd.Threw:
                var fault = new Fault(ran.Error!.Name, ran.Error.Message, ran.Error.Place?.ToString());
                return new CellFailure(
                    fault.IsNotImplemented ? CheckStatus.NotAnswered : CheckStatus.Threw,
                    hasSeenHidden ? $"throws {Plain(fault, lines)}" : Cut($"throws {fault}{(fault.Place is { } place ? $" ({place})" : "")}"));
            case CellEnd.TimedOut:
                return new CellFailure(CheckStatus.TimedOut, ran.Reason!);
            case CellEnd.Crashed:
                return new CellFailure(CheckStatus.Crashed, ran.Reason!);
            default:
                return null;
        }
    }

    private static string NotCompiled(CellError error) => error.Name == CompilerHost.RefusalName ? "uses what is not allowed" : "does not compile";

    private static string Cut(string text) => text.Length <= MaximumText ? text : text[..MaximumText] + " ...";

    // An exit code, or the length of what is no message.
    [GeneratedRegex(@" \((exit code|a message of) -?[0-9]+[^)]*\)")]
    private static partial Regex ChosenNumber { get; }

    [GeneratedRegex(@"^(cell [0-9]{1,5}), line ([1-9][0-9]{0,5})\z")]
    private static partial Regex PlaceInCell { get; }
}
