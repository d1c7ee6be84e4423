using Descent.Coursework.Grading;
using Descent.Coursework.Results;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Coursework.Tests.Results;

/// <summary>Results with anything in them that can be.</summary>
internal static class AnyResult
{
    public static Gen<string> Text { get; } = Gen.Elements("", "a", "\n", "\r", "\t", "<b>", "&amp;", "]]>", "\"", "'", "\\", "é", "😀", "\0", "\u0001", "\u001b[31m", "\uFFFE", "\uD83D", "\uDE00", "\u2028").ListOf().Select(string.Concat);

    private static readonly Gen<string?> Optional = Gen.OneOf(Text.Select(text => (string?)text), Gen.Constant<string?>(null));

    private static readonly Gen<CheckMark> Check =
        from cell in Text
        from name in Text
        from status in Gen.Elements(Enum.GetValues<CheckStatus>())
        from maximum in Gen.Choose(0, 40)
        from share in Gen.Choose(0, 3)
        from isHidden in Gen.Elements(true, false)
        from finding in Text
        from values in Optional.Four()
        select new CheckMark(cell, name, status, Math.Round(share / 3.0 * maximum / 16.0, 4), maximum / 16.0, isHidden) { Finding = finding, Expected = values.Item1, Yours = values.Item2, Cause = values.Item3, Hint = values.Item4 };

    public static Arbitrary<ExerciseResult> Results { get; } = Arb.From(
        from exercise in Text
        from checks in Check.ListOf()
        from optional in Optional.Three()
        from manual in Gen.Choose(0, 10)
        from hidden in (from cell in Text from name in Text from points in Gen.Choose(0, 4) select new HiddenCheck(cell, name, points / 2.0)).ListOf()
        from lists in Text.ListOf().Three()
        select new ExerciseResult(exercise, [.. checks])
        {
            Student = optional.Item1,
            Path = optional.Item2,
            Problem = optional.Item3,
            ManualMaximum = manual,
            Hidden = [.. hidden],
            Failures = [.. lists.Item1],
            Warnings = [.. lists.Item2],
            Flags = [.. lists.Item3],
        });
}
