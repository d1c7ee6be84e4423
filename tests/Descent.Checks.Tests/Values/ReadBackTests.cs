using FsCheck.Fluent;

namespace Descent.Checks.Tests.Values;

public sealed class ReadBackTests
{
    public static TheoryData<object> Values => new()
    {
        2.5,
        -2.5f,
        2.5m,
        7,
        -7L,
        (byte)7,
        (ushort)7,
        double.NaN,
        float.PositiveInfinity,
        true,
        false,
        "ab",
        new[] { 1.5, double.NaN },
        new[] { 1.5f, 2 },
        new[] { 1, 2, 3 },
        new[] { 1L, 2 },
        new[] { true, false },
        Array.Empty<double>(),
        Array.Empty<string>(),
        new[] { "a", "b" },
        new double[,] { { 1, 2, 3 }, { 4, 5, 6 } },
        new float[,] { { 1, 2 } },
        new[,] { { 1 }, { 2 } },
        new double[0, 2],
        new int[,,] { { { 1, 2 }, { 3, 4 } } },
        new KnownTypes.Temperature(21.5),
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void What_was_described_can_be_had_again(object value) => Assert.Equal(value, To(value.GetType(), CheckValues.From(value)));

    [Fact]
    public void Every_vector_can_be_had_again() =>
        Any.All(Any.Double.ListOf(), values => Assert.Equal(values, CheckValues.To<double[]>(CheckValues.From(values))));

    [Fact]
    public void A_description_can_be_had_as_it_is()
    {
        Assert.Equal(Numbers.Of(2), CheckValues.To<Numbers>(Numbers.Of(2)));
        Assert.Equal(Numbers.Of(2), CheckValues.To<CheckValue>(Numbers.Of(2)));
    }

    [Fact]
    public void An_array_that_was_had_shares_nothing_with_the_description()
    {
        var numbers = Numbers.Of([1, 2]);
        CheckValues.To<double[]>(numbers)[0] = 9;
        Assert.Equal([1, 2], numbers.Data);
    }

    public static TheoryData<CheckValue, Type, string> Misfits => new()
    {
        { new Nothing(), typeof(string), "null cannot be had as String" },
        { new Nothing(), typeof(double), "null cannot be had as Double" },
        { new Text("2"), typeof(double), "text cannot be had as Double" },
        { Numbers.Of(2), typeof(string), "a number cannot be had as String" },
        { Numbers.Of(2), typeof(char), "a number cannot be had as Char" },
        { Numbers.Of(2), typeof(DateTime), "a number cannot be had as DateTime" },
        { Numbers.Of(2), typeof(double[]), "a number cannot be had as Double[]" },
        { Numbers.Of(2.5), typeof(int), "a number cannot be had as Int32" },
        { Numbers.Of(1e10), typeof(int), "a number cannot be had as Int32" },
        { Numbers.Of(-1), typeof(byte), "a number cannot be had as Byte" },
        { Numbers.Of(double.NaN), typeof(int), "a number cannot be had as Int32" },
        { Numbers.Of(double.NaN), typeof(decimal), "a number cannot be had as Decimal" },
        { Numbers.Of(0.5), typeof(bool), "a number cannot be had as Boolean" },
        { Numbers.Of([1, 2]), typeof(double), "numbers of shape (2,) cannot be had as Double" },
        { Numbers.Of([1, 2]), typeof(double[,]), "numbers of shape (2,) cannot be had as Double[,]" },
        { Numbers.Of([1, 2]), typeof(string[]), "numbers of shape (2,) cannot be had as String[]" },
        { Numbers.Of([1, 2]), typeof(List<double>), "numbers of shape (2,) cannot be had as List`1" },
        { Numbers.Of([1, 2.5]), typeof(int[]), "numbers of shape (2,) cannot be had as Int32[]" },
        { new Numbers([1, 2], [1, 2]), typeof(double[]), "numbers of shape (1, 2) cannot be had as Double[]" },
        { new Truth(true), typeof(double), "true or false cannot be had as Double" },
        { new Texts(["a"]), typeof(string), "a list of 1 texts cannot be had as String" },
        { new Fault("System.FormatException", "no"), typeof(double), "an exception (FormatException) cannot be had as Double" },
        { Numbers.Of([1, 2]), typeof(Scalar), "numbers of shape (2,) cannot be had as Scalar" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public void What_does_not_fit_is_refused_in_words(CheckValue value, Type type, string message) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => To(type, value)).Message, StringComparison.Ordinal);

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => CheckValues.To<double>(null!));

    private static object To(Type type, CheckValue value)
    {
        try
        {
            return typeof(CheckValues).GetMethod(nameof(CheckValues.To))!.MakeGenericMethod(type).Invoke(null, [value])!;
        }
        catch (System.Reflection.TargetInvocationException exception)
        {
            throw exception.InnerException!;
        }
    }
}
