namespace Descent.Checks.Tests.Values;

public sealed class NumbersTests
{
    private static readonly double[] Matrix23 = [1, 2, 3, 4.5, -5, 0.123456];

    [Fact]
    public void Whole_numbers_are_shown_with_all_digits() => Assert.Equal("535818", Numbers.Of(535818).ToString());

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-3, "-3")]
    [InlineData(999_999_999_999_999, "999999999999999")]
    [InlineData(1e15, "1E+15")]
    [InlineData(0.123456789, "0.12346")]
    [InlineData(123456.789, "1.2346E+05")]
    [InlineData(-1.5e-9, "-1.5E-09")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Other_numbers_are_shown_with_five_digits(double number, string text) => Assert.Equal(text, Numbers.Of(number).ToString());

    public static TheoryData<int[], string> Shown => new()
    {
        { [0], "[]" },
        { [3], "[0, 1, 2]" },
        { [8], "[0, 1, 2, 3, 4, 5, 6, 7]" },
        { [9], "[0, 1, 2, 3, 4, 5, ... 9 in all]" },
        { [2, 3], "[[0, 1, 2], [3, 4, 5]]" },
        { [0, 3], "[]" },
        { [3, 0], "[[], [], []]" },
        { [6, 1], "[[0], [1], [2], [3], [4], [5]]" },
        { [7, 2], "[[0, 1], [2, 3], [4, 5], ... 7 rows]" },
        { [1, 9], "[[0, 1, 2, 3, 4, 5, ... 9 in all]]" },
        { [2, 1, 2], "(2, 1, 2) [0, 1, 2, 3]" },
        { [2, 0, 5], "(2, 0, 5) []" },
        { [3, 3, 3], "(3, 3, 3) [0, 1, 2, 3, 4, 5, ... 27 in all]" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void Many_numbers_are_shown_in_part(int[] shape, string text) => Assert.Equal(text, Counting(shape).ToString());

    [Theory]
    [InlineData("()")]
    [InlineData("(4,)", 4)]
    [InlineData("(2, 3)", 2, 3)]
    [InlineData("(2, 0, 1)", 2, 0, 1)]
    public void A_shape_is_written_as_in_Python(string text, params int[] shape) => Assert.Equal(text, Numbers.ShapeText(shape));

    [Theory]
    [InlineData("a number")]
    [InlineData("an empty list", 0)]
    [InlineData("numbers of shape (3,)", 3)]
    [InlineData("numbers of shape (0, 3)", 0, 3)]
    public void Their_kind_says_their_shape(string kind, params int[] shape) => Assert.Equal(kind, Counting(shape).Kind);

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "[2]", 4)]
    [InlineData(0, "[0, 0]", 2, 3)]
    [InlineData(2, "[0, 2]", 2, 3)]
    [InlineData(3, "[1, 0]", 2, 3)]
    [InlineData(23, "[1, 2, 3]", 2, 3, 4)]
    public void A_place_is_written_as_indices(int index, string place, params int[] shape) => Assert.Equal(place, Counting(shape).PlaceOf(index));

    [Fact]
    public void Every_place_has_indices_that_lead_back_to_it() =>
        Any.All(Any.Numbers, numbers =>
        {
            for (var i = 0; i < numbers.Data.Length && numbers.Shape.Count > 0; i++)
            {
                var indices = numbers.PlaceOf(i).Trim('[', ']').Split(", ").Select(int.Parse).ToArray();
                Assert.Equal(i, indices.Select((index, axis) => index * numbers.Shape.Skip(axis + 1).Aggregate(1, (length, size) => length * size)).Sum());
            }
        });

    [Fact]
    public void Any_numbers_are_one_line_of_moderate_length() =>
        Any.All(Any.Numbers, numbers =>
        {
            Assert.DoesNotContain('\n', numbers.ToString());
            Assert.InRange(numbers.ToString().Length, 1, 1000);
        });

    [Theory]
    [InlineData(2, -1)]
    [InlineData(-1, -2)]
    [InlineData(3)]
    [InlineData(1)]
    [InlineData(0)]
    [InlineData(0, 2)]
    [InlineData(65536, 65536, 65536, 65536)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue, 4)]
    public void A_shape_that_does_not_hold_the_elements_is_refused(params int[] shape)
    {
        var error = Assert.Throws<ArgumentException>(() => new Numbers(shape, [1, 2]));
        Assert.StartsWith($"Numbers: shape {Numbers.ShapeText(shape)} does not hold 2 elements", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_whose_length_overflows_does_not_pass_for_an_empty_one() =>
        Assert.Throws<ArgumentException>(() => new Numbers([65536, 65536, 65536, 65536], []));

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new Numbers(null!, []));
        Assert.Throws<ArgumentNullException>(() => new Numbers([], null!));
        Assert.Throws<ArgumentNullException>(() => Numbers.Of(null!));
    }

    [Fact]
    public void Equal_numbers_have_one_shape_and_one_hash() =>
        Any.All(Any.Numbers, numbers =>
        {
            var copy = new Numbers([.. numbers.Shape], [.. numbers.Data]);
            Assert.Equal(numbers, copy);
            Assert.Equal(numbers.GetHashCode(), copy.GetHashCode());
            Assert.NotEqual(numbers, new Numbers([1, .. numbers.Shape], numbers.Data));
        });

    [Fact]
    public void All_kinds_of_NaN_are_the_same()
    {
        var quiet = Numbers.Of([double.NaN]);
        var other = Numbers.Of([BitConverter.Int64BitsToDouble(0x7FF8_0000_DEAD_BEEF)]);
        Assert.Equal(quiet, other);
        Assert.Equal(quiet.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Numbers_that_differ_in_the_last_digit_are_not_equal() => Assert.NotEqual(Numbers.Of(1), Numbers.Of(Math.BitIncrement(1)));

    [Fact]
    public void A_matrix_shows_rows_with_five_digits() =>
        Assert.Equal("[[1, 2, 3], [4.5, -5, 0.12346]]", new Numbers([2, 3], Matrix23).ToString());

    private static Numbers Counting(int[] shape) =>
        new(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (length, size) => length * size)).Select(i => (double)i)]);
}
