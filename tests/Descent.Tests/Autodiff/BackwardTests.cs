namespace Descent.Tests.Autodiff;

public sealed class BackwardTests
{
    [Fact]
    public void Gradients_add_up_until_they_are_zeroed()
    {
        var w = Leaf(3);
        (w * w).Backward();
        Assert.Equal(6, w.Grad!.Item());
        (w * w).Backward();
        Assert.Equal(12, w.Grad!.Item());
        w.ZeroGrad();
        Assert.Equal(0, w.Grad!.Item());
        (2 * w).Backward();
        Assert.Equal(2, w.Grad!.Item());
    }

    [Fact]
    public void A_gradient_changed_by_hand_after_zeroing_is_added_to()
    {
        var w = Leaf(3);
        (2 * w).Backward();
        w.ZeroGrad();
        w.Grad!.Fill(10);
        (2 * w).Backward();
        Assert.Equal(12, w.Grad!.Item());
    }

    [Fact]
    public void A_tensor_used_in_many_places_gets_the_sum_of_all_paths()
    {
        var x = Leaf(2);
        var y = x * x;
        ((y * y) + (3 * y) + x).Backward();
        Assert.Equal((4 * 8) + (3 * 2 * 2) + 1, x.Grad!.Item());
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_operations_does_not_overflow_the_stack()
    {
        var x = Leaf(1);
        var y = x;
        for (var i = 0; i < 100_000; i++)
            y += 0.5;
        y.Backward();
        Assert.Equal(1, x.Grad!.Item());
    }

    [Fact]
    public void A_second_backward_through_a_freed_graph_says_what_to_do()
    {
        var x = Leaf(2);
        var y = x.Exp();
        y.Backward();
        var error = Assert.Throws<InvalidOperationException>(() => y.Backward());
        Assert.Contains("already freed", error.Message);
        Assert.Contains("retainGraph: true", error.Message);
    }

    [Fact]
    public void A_freed_part_of_a_new_graph_is_found_before_any_gradient_changes()
    {
        var (x, z) = (Leaf(2), Leaf(3));
        var shared = x.Exp();
        shared.Backward();
        var before = x.Grad!.Item();
        Assert.Throws<InvalidOperationException>(() => ((shared * z) + z).Backward());
        Assert.Equal(before, x.Grad!.Item());
        Assert.Null(z.Grad);
    }

    [Fact]
    public void A_retained_graph_can_be_walked_again()
    {
        var x = Leaf(2);
        var y = x.Square();
        y.Backward(retainGraph: true);
        y.Backward();
        Assert.Equal(8, x.Grad!.Item());
    }

    [Fact]
    public void A_weight_changed_between_forward_and_backward_is_an_error_that_names_it()
    {
        var w = Leaf(2);
        w.Name = "w";
        var loss = w * w;
        using (NoGrad.Begin())
            w.Fill(5);
        var error = Assert.Throws<InvalidOperationException>(() => loss.Backward());
        Assert.Contains("'w'", error.Message);
        Assert.Contains("changed in place", error.Message);
        Assert.Contains("Multiply", error.Message);
    }

    [Fact]
    public void A_value_that_the_gradient_does_not_need_may_change()
    {
        var w = Leaf(2);
        var loss = w + w;
        using (NoGrad.Begin())
            w.Fill(5);
        loss.Backward();
        Assert.Equal(2, w.Grad!.Item());
    }

    [Fact]
    public void A_result_whose_values_the_gradient_needs_may_not_change()
    {
        var x = Leaf(1);
        var y = x.Tanh();
        using (NoGrad.Begin())
            y.Fill(0);
        Assert.Contains("result of Tanh", Assert.Throws<InvalidOperationException>(() => y.Backward()).Message);
    }

    [Fact]
    public void Changing_a_weight_in_place_while_recording_is_refused()
    {
        var w = Leaf(1);
        var error = Assert.Throws<InvalidOperationException>(() => w.AddInPlace(Tensor.Scalar(1, DType.Float64)));
        Assert.Contains("NoGrad.Begin()", error.Message);
        Assert.Throws<InvalidOperationException>(() => w.Exp().Fill(0));
        Assert.Throws<InvalidOperationException>(() => Tensor.Scalar(1, DType.Float64).AddInPlace(w));
        Assert.Equal(1, w.Item());
    }

    [Fact]
    public void Nothing_is_recorded_inside_NoGrad_and_scopes_nest()
    {
        var w = Leaf(1);
        using (NoGrad.Begin())
        {
            using (NoGrad.Begin())
                Assert.False((w * 2).RequiresGrad);
            Assert.False((w * 2).RequiresGrad);
        }

        Assert.True((w * 2).RequiresGrad);
    }

    [Fact]
    public void Backward_of_something_without_weights_says_why()
    {
        Assert.Contains("requires a gradient", Assert.Throws<InvalidOperationException>(() => Tensor.Scalar(1).Backward()).Message);
        var w = Leaf(1);
        Assert.Contains("(2,)", Assert.Throws<InvalidOperationException>(() => w.Expand([2]).Backward()).Message);
        Assert.Throws<ArgumentException>(() => w.Backward(Tensor.Ones([2], DType.Float64)));
    }

    [Fact]
    public void Results_keep_their_gradient_only_when_asked()
    {
        var w = Leaf(3);
        var (a, b) = ((w * 2).RetainGrad(), w * 5);
        (a * b).Backward();
        Assert.Equal(15, a.Grad!.Item());
        Assert.Null(b.Grad);
    }

    [Fact]
    public void Detach_cuts_the_graph_and_shares_the_elements()
    {
        var w = Leaf(3);
        var cut = (w * 2).Detach();
        Assert.False(cut.RequiresGrad);
        ((w * cut) + w).Backward();
        Assert.Equal(7, w.Grad!.Item());
        var t = Tensor.Zeros(2);
        t.Detach().Fill(4);
        Assert.Equal(4, t.At(1));
    }

    [Fact]
    public void A_gradient_check_names_the_parameter_the_element_and_both_values()
    {
        var w = Tensor.From([1.0, 2, 3]);
        w.RequiresGrad = true;
        w.Name = "w";
        var right = GradientCheck.Run(() => w.Square().Sum(), [w]);
        Assert.True(right.Passed, right.ToString());
        Assert.Contains("passed", right.ToString());

        var wrong = GradientCheck.Compare(() => w.Square().Sum(), [w], [Tensor.From([2.0, 4, 7])]);
        Assert.False(wrong.Passed);
        Assert.Equal(("w", 2), (wrong.Worst.Parameter, wrong.Worst.Index));
        Assert.Equal(7, wrong.Worst.Gradient);
        Assert.Equal(6, wrong.Worst.Difference, 1e-6);
        Assert.Equal(1.0 / 7, wrong.Worst.RelativeError, 1e-6);
        Assert.Contains("w[2]", wrong.ToString());
    }

    [Fact]
    public void GradientCheck_names_a_cause_for_every_parameter_that_is_wrong_by_one_factor()
    {
        Tensor Weight(string name)
        {
            var w = Tensor.From([1.0, 2, 3]);
            (w.Name, w.RequiresGrad) = (name, true);
            return w;
        }

        Tensor[] weights = [Weight("a"), Weight("b"), Weight("c")];
        var right = Tensor.From([2.0, 4, 6]);

        var check = GradientCheck.Compare(() => weights.Select(w => w.Square().Sum()).Aggregate((sum, term) => sum + term), weights, [right * 0.5, right, -right]);

        Assert.Collection(
            check.Causes,
            cause => Assert.StartsWith("a: every element is 0.5 times the difference", cause),
            cause => Assert.Equal("c: every element has the wrong sign.", cause));
        Assert.All(check.Causes, cause => Assert.Contains(cause, check.ToString()));
    }

    [Theory]
    [InlineData(-1, "wrong sign")]
    [InlineData(0.25, "0.25 times")]
    [InlineData(0, "connected")]
    public void A_gradient_check_names_the_likely_cause_of_a_constant_factor(double factor, string cause)
    {
        var w = Tensor.From([1.0, 2, 3]);
        w.RequiresGrad = true;
        Assert.Contains(cause, GradientCheck.Compare(() => w.Square().Sum(), [w], [(2 * factor * w).Detach()]).ToString());
    }

    private static Tensor Leaf(double value)
    {
        var w = Tensor.Scalar(value, DType.Float64);
        w.RequiresGrad = true;
        return w;
    }
}
