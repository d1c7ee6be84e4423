using FsCheck;
using FsCheck.Fluent;

namespace Descent.Checks.Tests;

/// <summary>Random values, expectations, and numbers that no two mistakes explain.</summary>
internal static class Any
{
    private static readonly string[] Pieces =
        ["", "a", "slope at 0", "\n", "\r\n", "\t", "\"", "\\", "é", "∂L/∂w", "😀", "\u2028", "\u0000", "\u001b", "</script>", "{\"observed\":1}", "NaN", " "];

    public static Gen<double> Double { get; } = Gen.OneOf(
        ArbMap.Default.GeneratorFor<double>(),
        ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble),
        Gen.Elements(0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 0.1, 1 / 3.0));

    public static Gen<string> String { get; } = Gen.Elements(Pieces).ListOf().Select(string.Concat);

    public static Gen<string> Name { get; } = String.Select(text => "x" + text[..Math.Min(text.Length, 150)].TrimEnd('\ud83d'));

    public static Gen<Numbers> Numbers { get; } =
        from rank in Gen.Choose(0, 4)
        from shape in Gen.Choose(0, 3).ListOf(rank)
        from data in Double.ListOf(shape.Aggregate(1, (length, size) => length * size))
        select new Numbers([.. shape], [.. data]);

    public static Gen<CheckValue> Value { get; } = Gen.OneOf(
        Numbers.Select(numbers => (CheckValue)numbers),
        String.Select(text => (CheckValue)new Text(text)),
        String.ListOf().Select(texts => (CheckValue)new Texts([.. texts])),
        Gen.Elements(true, false).Select(truth => (CheckValue)new Truth(truth)),
        Gen.Constant((CheckValue)new Nothing()),
        from type in Name from message in String from place in Gen.Elements(null, "cell 7, line 3") select (CheckValue)new Fault(type, message, place));

    public static Gen<Expectation> Expectation { get; } =
        from name in Name
        from kind in Gen.Elements(Enum.GetValues<CheckKind>())
        from numbers in Double.ListOf(3)
        from @from in Gen.OneOf(Gen.Constant((double?)null), Double.Select(value => (double?)value))
        from expected in Gen.OneOf(Gen.Constant((CheckValue?)null), Value.Select(value => (CheckValue?)value))
        from kept in Gen.OneOf(Gen.Constant((string?)null), Name.Select(value => (string?)value))
        from hint in Gen.OneOf(Gen.Constant((string?)null), String.Select(value => (string?)value))
        from isHidden in Gen.Elements(true, false)
        from causes in (from wrong in Value from meaning in Name select new Cause(wrong, meaning)).ListOf()
        select new Expectation(name, kind, numbers[0])
        {
            Tolerance = numbers[1],
            Bound = numbers[2],
            PointsFrom = @from,
            Expected = expected,
            Kept = kept,
            Hint = hint,
            IsHidden = isHidden,
            Causes = [.. causes],
        };

    /// <summary>Messages of all kinds.</summary>
    public static Gen<HarnessMessage> Message { get; } = Gen.OneOf(
        from expectation in Expectation from yours in Value select (HarnessMessage)new ObservedMessage(new Observation(expectation, yours)),
        from name in Name from value in Value from isKept in Gen.Elements(true, false) select (HarnessMessage)new GivenMessage(name, value, isKept));

    /// <summary>Numbers of both signs, no two of which are near in size.</summary>
    public static Gen<double[]> Distinct(int length) =>
        from order in Gen.Shuffle(Enumerable.Range(0, length).ToArray())
        from jitter in Gen.Choose(0, 1_000_000).ListOf(length)
        from signs in Gen.Elements(-1, 1).ListOf(length)
        select order.Select((place, i) => signs[i] * (1 + (0.37 * place) + (jitter[i] / 7_654_321.0))).ToArray();

    /// <summary>Matrices of distinct numbers, 2 to 5 rows and columns.</summary>
    public static Gen<Numbers> Matrix { get; } =
        from rows in Gen.Choose(2, 5)
        from columns in Gen.Choose(2, 5)
        from data in Distinct(rows * columns)
        select new Numbers([rows, columns], data);

    /// <summary>Square ones.</summary>
    public static Gen<Numbers> Square { get; } =
        from rows in Gen.Choose(2, 5)
        from data in Distinct(rows * rows)
        select new Numbers([rows, rows], data);

    /// <summary>Runs a property on random values.</summary>
    public static void All<T>(Gen<T> gen, Action<T> property) => Prop.ForAll(Arb.From(gen), property).QuickCheckThrowOnFailure();
}
