namespace Descent.Checks.Tests;

public sealed class NumbersTests
{
    [Fact]
    public void Whole_numbers_are_shown_with_all_digits() => Assert.Equal("535818", Numbers.Of(535818).ToString());
}
