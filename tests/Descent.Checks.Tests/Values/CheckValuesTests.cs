using System.Collections;
using System.Numerics;

namespace Descent.Checks.Tests.Values;

public sealed class CheckValuesTests
{
    private enum Gate
    {
        And,
        Or,
    }

    public static TheoryData<object, double> OfEachType => new()
    {
        { 2.5, 2.5 },
        { 2.5f, 2.5 },
        { (Half)2.5, 2.5 },
        { 2.5m, 2.5 },
        { 7, 7 },
        { 7L, 7 },
        { (short)-7, -7 },
        { (sbyte)-7, -7 },
        { (byte)7, 7 },
        { (ushort)7, 7 },
        { 7u, 7 },
        { ulong.MaxValue, 18446744073709551615.0 },
        { (nint)(-7), -7 },
        { (nuint)7, 7 },
        { (Int128)7, 7 },
        { (UInt128)7, 7 },
        { BigInteger.Pow(10, 20), 1e20 },
        { double.NaN, double.NaN },
        { float.NegativeInfinity, double.NegativeInfinity },
    };

    [Theory]
    [MemberData(nameof(OfEachType))]
    public void Numbers_of_all_types_are_numbers(object value, double expected) => Assert.Equal(Numbers.Of(expected), CheckValues.From(value));

    [Theory]
    [MemberData(nameof(OfEachType))]
    public void Lists_of_numbers_of_all_types_are_vectors(object value, double expected) =>
        Assert.Equal(Numbers.Of([expected, 1]), CheckValues.From(new List<object> { value, 1 }));

    public static TheoryData<object?, CheckValue> Singles => new()
    {
        { null, new Nothing() },
        { true, new Truth(true) },
        { "ab", new Text("ab") },
        { "", new Text("") },
        { 'c', new Text("c") },
        { Gate.Or, new Text("Or") },
        { (Gate)7, new Text("7") },
        { new FormatException("no"), new Fault("System.FormatException", "no") },
        { new AggregateException(new FormatException("no")), new Fault("System.FormatException", "no") },
        { new Text("already"), new Text("already") },
    };

    [Theory]
    [MemberData(nameof(Singles))]
    public void Single_values_are_what_they_are(object? value, CheckValue expected) => Assert.Equal(expected, CheckValues.From(value));

    public static TheoryData<object, int[], double[]> Many => new()
    {
        { new[] { 1.5, 2 }, [2], [1.5, 2] },
        { new[] { 1, 2, 3 }, [3], [1, 2, 3] },
        { Array.Empty<float>(), [0], [] },
        { Array.Empty<string>(), [0], [] },
        { new[] { true, false }, [2], [1, 0] },
        { new object[] { 1, 2.5f, true }, [3], [1, 2.5, 1] },
        { new List<int> { 4, 5 }, [2], [4, 5] },
        { new HashSet<int> { 4 }, [1], [4] },
        { new ArrayList { 4, 5.5 }, [2], [4, 5.5] },
        { (1, 2.5), [2], [1, 2.5] },
        { Tuple.Create(1, 2, 3), [3], [1, 2, 3] },
        { (1, 2, 3, 4, 5, 6, 7, 8, 9), [9], [1, 2, 3, 4, 5, 6, 7, 8, 9] },
        { default(ValueTuple), [0], [] },
        { (new[] { 1, 2 }, new[] { 3, 4 }), [2, 2], [1, 2, 3, 4] },
        { new[] { (1, 2), (3, 4), (5, 6) }, [3, 2], [1, 2, 3, 4, 5, 6] },
        { new double[,] { { 1, 2, 3 }, { 4, 5, 6 } }, [2, 3], [1, 2, 3, 4, 5, 6] },
        { new double[0, 3], [0, 3], [] },
        { new[,] { { true }, { false } }, [2, 1], [1, 0] },
        { new int[,,] { { { 1, 2 }, { 3, 4 } } }, [1, 2, 2], [1, 2, 3, 4] },
        { new object[,] { { 1, 2f } }, [1, 2], [1, 2] },
        { Array.CreateInstance(typeof(int), [2], [5]), [2], [0, 0] },
        { new double[][] { [1, 2], [3, 4], [5, 6] }, [3, 2], [1, 2, 3, 4, 5, 6] },
        { new double[][] { [], [] }, [2, 0], [] },
        { new int[][][] { [[1], [2]], [[3], [4]] }, [2, 2, 1], [1, 2, 3, 4] },
        { new List<double[,]> { new double[,] { { 1, 2 } }, new double[,] { { 3, 4 } } }, [2, 1, 2], [1, 2, 3, 4] },
        { new List<object> { new[] { 1, 2 }, new List<double> { 3, 4 }, (5, 6) }, [3, 2], [1, 2, 3, 4, 5, 6] },
        { Enumerable.Range(0, 4).Select(i => i * i), [4], [0, 1, 4, 9] },
        { Enumerable.Range(0, 2).Select(i => Enumerable.Range(i, 2)), [2, 2], [0, 1, 1, 2] },
        { new[] { Numbers.Of([1, 2]), Numbers.Of([3, 4]) }, [2, 2], [1, 2, 3, 4] },
    };

    [Theory]
    [MemberData(nameof(Many))]
    public void Arrays_lists_and_tuples_are_numbers_with_a_shape(object value, int[] shape, double[] data) => Assert.Equal(new Numbers(shape, data), CheckValues.From(value));

    public static TheoryData<object> TextLists => new()
    {
        new[] { "a", "b" },
        new List<string> { "a", "b" },
        new[] { 'a', 'b' },
        ("a", "b"),
        ("a", 'b'),
        new[] { "a", "b" }.Select(text => text),
    };

    [Theory]
    [MemberData(nameof(TextLists))]
    public void Lists_of_texts_are_texts(object value) => Assert.Equal(new Texts(["a", "b"]), CheckValues.From(value));

    [Fact]
    public void Lists_of_enumeration_values_are_their_names() => Assert.Equal(new Texts(["Or", "And"]), CheckValues.From(new[] { Gate.Or, Gate.And }));

    public static TheoryData<string, object, string> Incomparable => new()
    {
        { "an object", new object(), "a value of type Object cannot be compared" },
        { "a function", () => 1, "a value of type Func cannot be compared" },
        { "a task", Task.FromResult(1), "a value of type Task cannot be compared" },
        { "a date", DateTime.UnixEpoch, "a value of type DateTime cannot be compared" },
        { "a complex number", Complex.One, "a value of type Complex cannot be compared" },
        { "objects", new[] { new object() }, "a value of type Object cannot be compared" },
        { "a dictionary", new Dictionary<string, int> { ["a"] = 1 }, "a value of type KeyValuePair cannot be compared" },
        { "a matrix of texts", new[,] { { "a" } }, "a value of type String[,] cannot be compared" },
        { "a matrix with holes", new object?[,] { { 1, null } }, "a value of type Object[,] cannot be compared" },
        { "a list with holes", new object?[] { 1, null }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "ragged rows", new double[][] { [1, 2], [3] }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "a row that is missing", new double[]?[] { [1, 2], null }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "numbers and texts", new object[] { 1, "a" }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "numbers and rows", new object[] { 1, new[] { 1 } }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "lists of texts", new string[][] { ["a"], ["b"] }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "exceptions", new[] { new FormatException() }, "a list whose elements are neither numbers, nor texts, nor rows of one length cannot be compared" },
        { "nine axes", new int[1, 1, 1, 1, 1, 1, 1, 1, 1], "a value of more than 8 axes cannot be compared" },
        { "rows of eight axes", new[] { new int[1, 1, 1, 1, 1, 1, 1, 1] }, "a value of more than 8 axes cannot be compared" },
        { "a list in a list in a list", Nested(9), "a value of more than 8 axes cannot be compared" },
        { "a list that holds itself", HoldsItself(1), "a value of more than 8 axes cannot be compared" },
        { "a sequence of itself", Within(), "a value of more than 8 axes cannot be compared" },
        { "numbers with too many axes", new Numbers([1, 1, 1, 1, 1, 1, 1, 1, 1], [0]), "a value of more than 8 axes cannot be compared" },
    };

    [Theory]
    [MemberData(nameof(Incomparable))]
    public void What_cannot_be_compared_is_refused_with_its_type(string what, object value, string message)
    {
        Assert.NotEmpty(what);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => CheckValues.From(value)).Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, object> TooLarge => new()
    {
        { "a vector", new byte[CheckValues.MaximumLength + 1] },
        { "a matrix", new byte[2, (CheckValues.MaximumLength / 2) + 1] },
        { "rows", new[] { new byte[CheckValues.MaximumLength], new byte[CheckValues.MaximumLength] } },
        { "numbers", Numbers.Of(new double[CheckValues.MaximumLength + 1]) },
        { "a tensor", Tensor.Zeros(CheckValues.MaximumLength + 1) },
        { "a text", new string('a', CheckValues.MaximumLength + 1) },
        { "texts", new[] { new string('a', CheckValues.MaximumLength), "b" } },
        { "an endless sequence", Endless(1) },
        { "an endless sequence of texts", Endless("a") },
        { "an endless sequence of empty lists", Endless(Array.Empty<int>()) },
        { "endless sequences", new[] { Endless(1), Endless(2) } },
        { "an endless sequence of endless sequences", Endless(Endless(1)) },
        { "many long sequences", Enumerable.Repeat(Enumerable.Range(0, 100_000), 100_000) },
        { "many ways through lists that hold themselves", HoldsItself(100) },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void What_is_too_large_or_has_no_end_is_refused(string what, object value)
    {
        Assert.NotEmpty(what);
        Assert.Contains("cannot be compared", Assert.Throws<ArgumentException>(() => CheckValues.From(value)).Message.Replace("too large to be", "cannot be", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    public static TheoryData<string, object> JustNotTooLarge => new()
    {
        { "a vector", new byte[CheckValues.MaximumLength] },
        { "a matrix", new byte[2, CheckValues.MaximumLength / 2] },
        { "rows of one", Enumerable.Range(0, CheckValues.MaximumLength).Select(i => new[] { i }) },
        { "a text", new string('a', CheckValues.MaximumLength) },
        { "eight axes", Nested(8) },
    };

    [Theory]
    [MemberData(nameof(JustNotTooLarge))]
    public void What_has_the_largest_size_is_taken(string what, object value)
    {
        Assert.NotEmpty(what);
        Assert.NotNull(CheckValues.From(value));
    }

    [Fact]
    public void Long_texts_that_differ_at_their_end_are_not_equal() =>
        Assert.NotEqual(CheckValues.From(new string('a', 20_000) + "b"), CheckValues.From(new string('a', 20_000) + "c"));

    [Fact]
    public void A_later_change_of_an_array_is_not_seen()
    {
        var array = new[] { 1.0, 2 };
        var value = CheckValues.From(array);
        array[0] = 9;
        Assert.Equal(Numbers.Of([1, 2]), value);
    }

    [Fact]
    public void A_sequence_is_read_once()
    {
        var read = 0;
        CheckValues.From(Enumerable.Range(0, 3).Select(i => read++));
        Assert.Equal(3, read);
    }

    [Fact]
    public void What_a_sequence_throws_comes_through()
    {
        static IEnumerable<int> Broken()
        {
            yield return 1;
            throw new FormatException("third row");
        }
        Assert.Throws<FormatException>(() => CheckValues.From(Broken()));
    }

    [Fact]
    public void A_registered_type_is_known()
    {
        Assert.Equal(Numbers.Of(21.5), CheckValues.From(new KnownTypes.Temperature(21.5)));
        Assert.Equal(Numbers.Of([1, 2]), CheckValues.From(new[] { new KnownTypes.Temperature(1), new KnownTypes.Temperature(2) }));
    }

    [Fact]
    public void Registering_wants_both_ways()
    {
        Assert.Throws<ArgumentNullException>(() => CheckValues.Register<object>(null!, _ => new object()));
        Assert.Throws<ArgumentNullException>(() => CheckValues.Register<object>(_ => Numbers.Of(0), null!));
    }

    [Fact]
    public void An_answer_is_described() => Assert.Equal(Numbers.Of([1, 2]), CheckValues.Evaluate(() => new[] { 1, 2 }));

    public static TheoryData<string, Func<object?>, string> Failing => new()
    {
        { "it throws", () => throw new InvalidOperationException("no"), "InvalidOperationException: no" },
        { "it throws late", () => Enumerable.Range(0, 3).Select(i => 6 / i), "DivideByZeroException: Attempted to divide by zero." },
        { "it has no end", () => Endless(1), "ArgumentException: a value of more than 200000 elements is too large to be compared" },
        { "it has an unknown type", () => new object(), "ArgumentException: a value of type Object cannot be compared; numbers, texts, tensors, and arrays and lists of numbers can" },
        { "its numbers cannot be read", () => new KnownTypes.BrokenType(), "InvalidOperationException: it has no numbers" },
    };

    [Theory]
    [MemberData(nameof(Failing))]
    public void An_answer_that_cannot_be_described_is_an_exception(string what, Func<object?> answer, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Assert.IsType<Fault>(CheckValues.Evaluate(answer)).ToString());
    }

    private static IEnumerable<T> Endless<T>(T item)
    {
        while (true)
            yield return item;
    }

    private static IEnumerable<object> Within()
    {
        yield return Within();
    }

    private static object Nested(int depth) => depth == 0 ? 1.0 : new[] { Nested(depth - 1) };

    private static List<object> HoldsItself(int times)
    {
        var list = new List<object>();
        list.AddRange(Enumerable.Repeat<object>(list, times));
        return list;
    }
}
