using System.Reflection;

namespace Descent.Checks.Tests.Values;

public sealed class FaultTests
{
    [Fact]
    public void An_exception_is_its_type_and_message() =>
        Assert.Equal(new Fault("System.InvalidOperationException", "no"), Fault.From(new InvalidOperationException("no")));

    public static TheoryData<Exception> Wrapped => new()
    {
        new AggregateException(new FormatException("inner"), new InvalidOperationException("second")),
        new TargetInvocationException(new FormatException("inner")),
        new TypeInitializationException("T", new FormatException("inner")),
        new AggregateException(new TargetInvocationException(new TypeInitializationException("T", new FormatException("inner")))),
    };

    [Theory]
    [MemberData(nameof(Wrapped))]
    public void What_only_wraps_an_exception_is_taken_off(Exception wrapper) => Assert.Equal(new Fault("System.FormatException", "inner"), Fault.From(wrapper));

    [Fact]
    public void A_wrapper_around_nothing_stays() => Assert.Equal("System.AggregateException", Fault.From(new AggregateException("none")).Type);

    [Fact]
    public void Another_exception_with_an_inner_one_stays() =>
        Assert.Equal("outer", Fault.From(new InvalidOperationException("outer", new FormatException("inner"))).Message);

    [Fact]
    public void A_long_message_is_cut() => Assert.Equal(4000, Fault.From(new FormatException(new string('a', 5000))).Message.Length);

    [Fact]
    public void An_exception_whose_message_throws_has_none() => Assert.Equal("", Fault.From(new Hostile()).Message);

    [Fact]
    public void An_exception_without_a_message_has_an_empty_one() => Assert.Equal("", Fault.From(new Silent()).Message);

    [Theory]
    [InlineData("System.ArgumentException", "ArgumentException")]
    [InlineData("Submission#3+TooFew", "TooFew")]
    [InlineData("TooFew", "TooFew")]
    [InlineData("System.ServiceModel.FaultException`1[[System.Int32, System.Private.CoreLib, Version=10.0.0.0]]", "FaultException")]
    public void The_short_type_is_what_students_write(string type, string expected) => Assert.Equal(expected, new Fault(type, "").ShortType);

    [Fact]
    public void A_generic_exception_has_its_own_name() => Assert.Equal("Generic", Fault.From(new Generic<int>()).ShortType);

    [Fact]
    public void An_answer_that_is_missing_is_known_by_its_exception()
    {
        Assert.True(Fault.From(new NotImplementedException()).IsNotImplemented);
        Assert.False(Fault.From(new NotSupportedException()).IsNotImplemented);
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => Fault.From(null!));

    [Fact]
    public void Files_of_libraries_and_tests_are_no_place_in_a_notebook() => Assert.Null(Fault.From(Record.Exception(() => int.Parse("x"))!).Place);

    private sealed class Hostile : Exception
    {
        public override string Message => throw new InvalidOperationException();
    }

    private sealed class Silent : Exception
    {
        public override string Message => null!;
    }

    private sealed class Generic<T> : Exception;
}
