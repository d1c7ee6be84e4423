namespace Descent.Coursework.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Late_by_a_day_costs_a_tenth() =>
        Assert.Equal(0.9, new Courses.LateRule { Policy = Courses.LatePolicy.PerDay }.Factor(TimeSpan.FromHours(20)));
}
