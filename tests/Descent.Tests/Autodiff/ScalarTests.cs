using FsCheck;
using FsCheck.Fluent;

namespace Descent.Tests.Autodiff;

public sealed class ScalarTests
{
    private const double Step = 1e-5;

    [Fact]
    public void Worked_example_of_a_neuron_agrees_with_the_chain_rule()
    {
        var x = new Scalar(2, "x");
        var w = new Scalar(-3, "w");
        var b = new Scalar(6.5, "b");
        var y = (w * x + b).Tanh().Named("y");

        y.Backward();

        var slope = 1 - Math.Tanh(0.5) * Math.Tanh(0.5);
        Assert.Equal(Math.Tanh(0.5), y.Value);
        Assert.Equal(1, y.Grad);
        Assert.Equal(slope * 2, w.Grad, 15);
        Assert.Equal(slope * -3, x.Grad, 15);
        Assert.Equal(slope, b.Grad, 15);
    }

    [Fact]
    public void Gradients_of_random_expressions_agree_with_central_differences() =>
        Prop.ForAll<int>(seed =>
        {
            double[] at = [0.7, -0.4, 1.3];
            var leaves = at.Select(value => new Scalar(value)).ToArray();
            RandomExpression(seed, leaves).Backward();
            for (var i = 0; i < at.Length; i++)
            {
                var expected = CentralDifference(values => RandomExpression(seed, values).Value, at, i);
                Assert.True(RelativeError(leaves[i].Grad, expected) < 1e-6,
                    $"seed {seed}, leaf {i}: {leaves[i].Grad} by Backward, {expected} by differences");
            }
        }).QuickCheckThrowOnFailure();

    public static TheoryData<string, Func<Scalar, Scalar>> Functions => new()
    {
        { "add", x => x + 2 },
        { "subtract from", x => 2 - x },
        { "multiply", x => 3 * x },
        { "square", x => x * x },
        { "divide", x => x / 4 },
        { "divide by", x => 4 / x },
        { "negate", x => -x },
        { "pow 3", x => x.Pow(3) },
        { "pow -1", x => x.Pow(-1) },
        { "pow 0", x => x.Pow(0) },
        { "exp", x => x.Exp() },
        { "log", x => (x * x).Log() },
        { "sin", x => x.Sin() },
        { "cos", x => x.Cos() },
        { "tanh", x => x.Tanh() },
        { "sigmoid", x => x.Sigmoid() },
        { "ReLU", x => x.ReLU() },
        { "sum", x => Scalar.Sum([x, x * x, 1]) },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void Each_function_has_its_derivative(string name, Func<Scalar, Scalar> function)
    {
        Assert.NotEmpty(name);
        foreach (var at in new[] { -2.5, -0.3, 0.4, 1.7 })
        {
            var x = new Scalar(at);
            function(x).Backward();
            var expected = CentralDifference(values => function(values[0]).Value, [at], 0);
            Assert.True(RelativeError(x.Grad, expected) < 1e-7, $"at {at}: {x.Grad}, expected {expected}");
        }
    }

    [Fact]
    public void A_second_pass_adds_the_same_gradient_again()
    {
        var x = new Scalar(3);
        var square = x * x;
        var y = square * 2;

        y.Backward();
        y.Backward();

        Assert.Equal(2 * 12, x.Grad);
        Assert.Equal(2 * 2, square.Grad);
        Assert.Equal(2, y.Grad);
    }

    [Fact]
    public void ZeroGrad_forgets_earlier_passes()
    {
        var x = new Scalar(3);
        (x * x).Backward();
        x.ZeroGrad();
        (x * 5).Backward();
        Assert.Equal(5, x.Grad);
    }

    [Fact]
    public void A_chain_of_a_million_operations_does_not_overflow_the_stack()
    {
        var x = new Scalar(1);
        var y = x;
        for (var i = 0; i < 1_000_000; i++)
            y += 1;

        y.Backward();

        Assert.Equal(1_000_001, y.Value);
        Assert.Equal(1, x.Grad);
    }

    [Fact]
    public void Changing_a_leaf_after_the_forward_pass_does_not_change_its_gradient()
    {
        var a = new Scalar(2);
        var b = new Scalar(5);
        var product = a * b;
        b.Value = 100;
        product.Backward();
        Assert.Equal(5, a.Grad);
    }

    [Fact]
    public void Setting_a_computed_value_is_an_error_that_says_what_to_do()
    {
        var z = (new Scalar(1) + 2).Named("z");
        var error = Assert.Throws<InvalidOperationException>(() => z.Value = 4);
        Assert.Equal("Value: z was computed by +; set its leaves and compute it again.", error.Message);
    }

    [Fact]
    public void ReLU_is_flat_at_zero_and_keeps_NaN()
    {
        var zero = new Scalar(0);
        zero.ReLU().Backward();
        Assert.Equal(0, zero.Grad);
        Assert.Equal(double.NaN, new Scalar(double.NaN).ReLU().Value);
    }

    [Fact]
    public void The_graph_lists_parents_first_with_local_derivatives_on_the_edges()
    {
        var x = new Scalar(3, "x");
        var y = (x * x + 1).Named("y");
        y.Backward();

        var graph = y.Graph();

        Assert.Equal(["", "*", "", "+"], graph.Nodes.Select(node => node.Operation));
        Assert.Equal(["x", null, null, "y"], graph.Nodes.Select(node => node.Name));
        Assert.Equal([6.0, 1, 1, 1], graph.Nodes.Select(node => node.Grad));
        Assert.Equal([new(0, 1, 3), new(0, 1, 3), new(1, 3, 1), new(2, 3, 1)], graph.Edges);
    }

    [Fact]
    public void Text_names_value_operation_and_gradient()
    {
        Assert.Equal("w = 2, grad = 0", new Scalar(2, "w").ToString());
        Assert.Equal("z = 0.462117 (tanh), grad = 0", new Scalar(0.5).Tanh().Named("z").ToString());
        Assert.Equal("<code>&lt;b&gt; = 1, grad = 0</code>", new Scalar(1, "<b>").ToHtml());
    }

    private static Scalar RandomExpression(int seed, Scalar[] leaves)
    {
        // Every new number is squashed before it is used on, so that nothing overflows and differences stay accurate.
        var random = new Random(seed);
        var numbers = new List<Scalar>(leaves);
        for (var i = 0; i < 12; i++)
        {
            var a = numbers[random.Next(numbers.Count)];
            var b = numbers[random.Next(numbers.Count)];
            numbers.Add(random.Next(9) switch
            {
                0 => a + b,
                1 => a - b,
                2 => (a * b).Tanh(),
                3 => a / (b * b + 1),
                4 => -a * 0.5,
                5 => (a * a + 0.5).Log(),
                6 => a.Tanh().Exp(),
                7 => a.Sigmoid().Pow(1.5),
                _ => (a.Sin() + b.Cos()) / 2,
            });
        }

        return Scalar.Sum(numbers).Tanh() + numbers[^1].Tanh();
    }

    private static double CentralDifference(Func<Scalar[], double> function, double[] at, int index)
    {
        double At(double shift) =>
            function([.. at.Select((value, i) => new Scalar(i == index ? value + shift : value))]);
        return (At(Step) - At(-Step)) / (2 * Step);
    }

    private static double RelativeError(double actual, double expected) =>
        Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected));
}
