namespace Descent.Tests.Data;

public sealed class ToyTests
{
    [Fact]
    public void Truth_tables_are_right()
    {
        Assert.Equal([0, 0, 0, 1, 1, 0, 1, 1], Toy.And().Inputs.ToArray<double>());
        Assert.Equal([0, 0, 0, 1], Toy.And().Targets.ToArray<double>());
        Assert.Equal([0, 1, 1, 1], Toy.Or().Targets.ToArray<double>());
        Assert.Equal([0, 1, 1, 0], Toy.Xor().Targets.ToArray<double>());
        Assert.Equal([0, 0, 1, 0], Toy.TruthTable((a, b) => a && !b, "A and not B").Targets.ToArray<double>());
        Assert.Equal([2, 2], Toy.Xor().ClassCounts);
    }

    [Fact]
    public void A_line_without_noise_is_a_line()
    {
        var (x, y) = Toy.Line(20, slope: 3, intercept: -1, noise: 0, seed: 1);
        Assert.Equal("(20, 1)", y.Shape.ToString());
        foreach (var (input, target) in x.ToArray<double>().Zip(y.ToArray<double>()))
            Assert.Equal(3 * input - 1, target, 1e-6);
    }

    [Fact]
    public void Blobs_lie_about_their_centres()
    {
        var data = Toy.Blobs(300, classes: 3, radius: 5, spread: 0.1, seed: 1);
        Assert.Equal([100, 100, 100], data.ClassCounts);
        for (var i = 0; i < data.Count; i++)
        {
            var angle = 2 * Math.PI * data.Labels()[i] / 3;
            Assert.Equal(5 * Math.Cos(angle), data.Inputs.At(i, 0), 0.6);
            Assert.Equal(5 * Math.Sin(angle), data.Inputs.At(i, 1), 0.6);
        }
    }

    [Fact]
    public void Moons_lie_on_their_half_circles()
    {
        var data = Toy.Moons(100, noise: 0, seed: 1);
        Assert.Equal([50, 50], data.ClassCounts);
        for (var i = 0; i < data.Count; i++)
        {
            var (x, y) = (data.Inputs.At(i, 0), data.Inputs.At(i, 1));
            Assert.Equal(1, data.Labels()[i] == 0 ? x * x + y * y : (x - 1) * (x - 1) + (y - 0.5) * (y - 0.5), 1e-5);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_points() =>
        Assert.Equal(Toy.Moons(seed: 4).Inputs.ToArray<double>(), Toy.Moons(seed: 4).Inputs.ToArray<double>());

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Toy.Line(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Toy.Line(noise: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Toy.Blobs(classes: 1));
    }
}
