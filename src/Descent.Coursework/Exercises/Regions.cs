using System.Text.RegularExpressions;

namespace Descent.Coursework.Exercises;

/// <summary>A stretch of a cell between two marker lines, such as <c>// BEGIN SOLUTION</c> and <c>// END SOLUTION</c>.</summary>
/// <param name="Begin">The line of the first marker, counted from 0.</param>
/// <param name="End">The line of the second marker.</param>
internal readonly record struct Region(int Begin, int End);

/// <summary>The kinds of regions, and where they are.</summary>
internal static partial class Regions
{
    /// <summary>What students write.</summary>
    public const string Solution = "SOLUTION";

    /// <summary>Checks that run only when an exercise is graded.</summary>
    public const string HiddenTests = "HIDDEN TESTS";

    /// <summary>Code that runs with the reference solution only, and whose values the grader keeps or provides.</summary>
    public const string Secret = "SECRET";

    private static readonly string[] Kinds = [Solution, HiddenTests, Secret];

    /// <summary>Finds the regions of a kind.</summary>
    /// <param name="lines">The cell's lines.</param>
    /// <param name="kind">The kind.</param>
    /// <returns>The regions, in order.</returns>
    /// <exception cref="FormatException">Markers of any kind are not in pairs, not one inside the other, or misspelled.</exception>
    public static List<Region> Find(string[] lines, string kind)
    {
        List<Region> regions = [];
        var open = new Stack<(string Kind, int Line)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (Marker.Match(lines[i]) is not { Success: true } match)
            {
                // A marker that is not recognised would give a solution or a hidden test away.
                if (NearlyMarker.IsMatch(lines[i]))
                    throw new FormatException($"line {i + 1}: a marker is in capitals and alone on its line, such as // BEGIN SOLUTION");
                continue;
            }
            var found = match.Groups["kind"].Value;
            if (!Kinds.Contains(found))
                throw new FormatException($"line {i + 1}: there is no region '{found}'; {string.Join(", ", Kinds)} exist");
            if (match.Groups["what"].Value == "BEGIN")
            {
                if (open.Any(region => region.Kind == found))
                    throw new FormatException($"line {i + 1}: BEGIN {found} inside another");
                if (open.TryPeek(out var outer) && outer.Kind == Secret)
                    throw new FormatException($"line {i + 1}: BEGIN {found} inside {Secret}, where students' code never runs");
                open.Push((found, i));
                continue;
            }
            if (open.All(region => region.Kind != found))
                throw new FormatException($"line {i + 1}: END {found} without BEGIN {found}");
            var (innermost, begin) = open.Pop();
            if (innermost != found)
                throw new FormatException($"line {i + 1}: END {found} before END {innermost}");
            if (found == kind)
                regions.Add(new Region(begin, i));
        }
        return open.TryPop(out var left) ? throw new FormatException($"line {left.Line + 1}: BEGIN {left.Kind} without END {left.Kind}") : regions;
    }

    /// <summary>Whether the text has a region of this kind.</summary>
    public static bool Has(string source, string kind) => Find(source.Split('\n'), kind).Count > 0;

    /// <summary>Replaces regions, their markers included.</summary>
    /// <param name="source">The cell's text.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="replacement">The lines to put in a region's place.</param>
    public static string Replace(string source, string kind, Func<Region, string[], IEnumerable<string>> replacement)
    {
        var lines = source.Split('\n');
        var result = new List<string>();
        var next = 0;
        foreach (var region in Find(lines, kind))
        {
            result.AddRange(lines[next..region.Begin]);
            result.AddRange(replacement(region, lines));
            next = region.End + 1;
        }
        result.AddRange(lines[next..]);
        return string.Join('\n', result);
    }

    /// <summary>Empties regions, so that every other line keeps its number.</summary>
    public static string Blank(string source, string kind) =>
        Replace(source, kind, (region, _) => Enumerable.Repeat("", region.End - region.Begin + 1));

    [GeneratedRegex(@"^\s*(//|<!--)\s*(?<what>BEGIN|END)\s+(?<kind>[A-Z ]+?)\s*(-->)?\s*$")]
    private static partial Regex Marker { get; }

    [GeneratedRegex(@"\b(BEGIN|END)\s+(SOLUTIONS?|HIDDEN\s+TESTS?|SECRETS?)\b|^\s*(//+|/\*|<!--|#+)\s*(?i:(begin|end)\s+(solution|hidden\s+tests?|secret)\b)")]
    private static partial Regex NearlyMarker { get; }
}
