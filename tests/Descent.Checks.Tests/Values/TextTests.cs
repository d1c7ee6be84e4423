namespace Descent.Checks.Tests.Values;

public sealed class TextTests
{
    public static TheoryData<CheckValue, string, string> Values => new()
    {
        { new Text("a \"b\""), "text", "\"a \"b\"\"" },
        { new Text("a\nb\r\nc"), "text", "\"a\\nb\\nc\"" },
        { new Texts(["a", "b\n"]), "a list of 2 texts", "[\"a\", \"b\\n\"]" },
        { new Truth(true), "true or false", "true" },
        { new Truth(false), "true or false", "false" },
        { new Nothing(), "null", "null" },
        { new Fault("System.ArgumentException", "sizes differ"), "an exception (ArgumentException)", "ArgumentException: sizes differ" },
        { new Fault("System.ArgumentException", ""), "an exception (ArgumentException)", "ArgumentException" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Each_value_says_what_it_is_and_fits_a_line(CheckValue value, string kind, string text)
    {
        Assert.Equal(kind, value.Kind);
        Assert.Equal(text, value.ToString());
    }

    [Fact]
    public void Lists_of_the_same_texts_are_equal()
    {
        Assert.Equal(new Texts(["a", "b"]), new Texts(["a", "b"]));
        Assert.Equal(new Texts(["a", "b"]).GetHashCode(), new Texts(["a", "b"]).GetHashCode());
    }

    [Fact]
    public void Lists_of_texts_in_another_order_or_case_are_not_equal()
    {
        Assert.NotEqual(new Texts(["a", "b"]), new Texts(["b", "a"]));
        Assert.NotEqual(new Texts(["a"]), new Texts(["A"]));
    }
}
