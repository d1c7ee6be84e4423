using Descent.Coursework.Courses;
using FsCheck;
using FsCheck.Fluent;

namespace Descent.Coursework.Tests.Courses;

public sealed class LateRuleTests
{
    private static readonly Arbitrary<(LateRule Rule, TimeSpan Early, TimeSpan Late)> Cases = Arb.From(
        from policy in Gen.Elements(LatePolicy.None, LatePolicy.PerDay, LatePolicy.CutOff)
        from percent in Gen.Choose(-50, 250)
        from floor in Gen.Choose(-50, 250)
        from grace in Gen.Choose(-100, 3000)
        from times in Gen.Choose(-5000, 500_000).Two()
        select (
            new LateRule { Policy = policy, PercentPerDay = percent / 2.0, AtLeastPercent = floor, GraceMinutes = grace },
            TimeSpan.FromMinutes(Math.Min(times.Item1, times.Item2)),
            TimeSpan.FromMinutes(Math.Max(times.Item1, times.Item2))));

    [Fact]
    public void By_default_being_late_costs_nothing() => Assert.Equal(1, new LateRule().Factor(TimeSpan.FromDays(1000)));

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(0.001, 0.9)]
    [InlineData(1, 0.9)]
    [InlineData(1.001, 0.8)]
    [InlineData(9, 0.1)]
    [InlineData(10, 0)]
    [InlineData(100, 0)]
    public void Each_day_begun_costs_a_tenth(double days, double factor) =>
        Assert.Equal(factor, new LateRule { Policy = LatePolicy.PerDay }.Factor(TimeSpan.FromDays(days)), 12);

    [Theory]
    [InlineData(2, 0.6)]
    [InlineData(3, 0.5)]
    [InlineData(30, 0.5)]
    public void A_floor_is_kept_however_late_it_is(double days, double factor) =>
        Assert.Equal(factor, new LateRule { Policy = LatePolicy.PerDay, PercentPerDay = 20, AtLeastPercent = 50 }.Factor(TimeSpan.FromDays(days)), 12);

    [Theory]
    [InlineData(nameof(LatePolicy.PerDay), 0.9)]
    [InlineData(nameof(LatePolicy.CutOff), 0)]
    public void Grace_is_not_late_and_its_end_is(string policy, double after)
    {
        var rule = new LateRule { Policy = Enum.Parse<LatePolicy>(policy), GraceMinutes = 30 };

        Assert.Equal((1, after), (rule.Factor(TimeSpan.FromMinutes(30)), rule.Factor(TimeSpan.FromMinutes(30) + TimeSpan.FromTicks(1))));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_cut_off_costs_everything(int seconds, double factor) =>
        Assert.Equal(factor, new LateRule { Policy = LatePolicy.CutOff }.Factor(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Later_never_earns_more() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, one => one.Rule.Factor(one.Late) <= one.Rule.Factor(one.Early)));

    [Fact]
    public void A_share_is_between_none_and_all() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, one => one.Rule.Factor(one.Late) is >= 0 and <= 1));

    [Fact]
    public void In_time_is_in_time_by_any_rule() => Check.QuickThrowOnFailure(Prop.ForAll(Cases, one => one.Rule.Factor(-one.Late.Duration()) == 1));

    [Theory]
    [InlineData(double.MaxValue, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(double.NaN, 0.9)]
    public void Grace_without_end_is_no_error(double minutes, double factor) =>
        Assert.Equal(factor, new LateRule { Policy = LatePolicy.PerDay, GraceMinutes = minutes }.Factor(TimeSpan.FromHours(1)));
}
