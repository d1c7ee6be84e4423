namespace Descent.Tests.Autodiff;

/// <summary>What a user can hold keeps its values, whatever the backward pass does with its own memory.</summary>
public sealed class GradientMemoryTests
{
    [Fact]
    public void What_the_user_holds_survives_later_training_steps()
    {
        var model = new Sequential(new Linear(8, 16, rng: new Rng(1)), new BatchNorm(16), new ReLU(), new Linear(16, 16, rng: new Rng(2)), new Tanh());
        var optimizer = new Adam(model.Parameters());
        var rng = new Rng(3);
        var kept = new List<(Tensor Tensor, double[] Values)>();
        for (var step = 0; step < 60; step++)
        {
            model.ZeroGrad();
            var x = Tensor.Randn([16, 8], rng);
            x.RequiresGrad = true;
            var output = model.Forward(x);
            var hidden = (output * output).RetainGrad();
            var view = hidden.Reshape(256).RetainGrad();
            var given = Tensor.Randn([256], rng);
            var loss = (view + output.Reshape(256)) * 2;
            loss.Backward(given);
            if (step < 10)
            {
                foreach (var tensor in (Tensor[])[x, output, output.Detach(), hidden, view, loss, given, x.Grad!, hidden.Grad!, view.Grad!, x.Grad!.Reshape(128), model.Parameters()[0].Grad!.Clone()])
                    kept.Add((tensor, tensor.ToArray<double>()));
            }

            optimizer.Step();
        }

        foreach (var (tensor, values) in kept)
            Assert.Equal(values, tensor.ToArray<double>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cleared_gradient_is_zero_for_whoever_looks(bool wasHeldBefore)
    {
        var w = Tensor.From([1.0, 2]);
        w.RequiresGrad = true;
        w.Square().Sum().Backward();
        var held = wasHeldBefore ? w.Grad : null;
        w.ZeroGrad();
        Assert.Equal([0.0, 0], (held ?? w.Grad!).ToArray<double>());
        w.Square().Sum().Backward();
        w.Square().Sum().Backward();
        Assert.Equal([4.0, 8], w.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_step_after_clearing_moves_nothing()
    {
        var w = Tensor.From([1.0, 2]);
        w.RequiresGrad = true;
        var optimizer = new SGD([w], lr: 1);
        w.Square().Sum().Backward();
        optimizer.ZeroGrad();
        optimizer.Step();
        Assert.Equal([1.0, 2], w.ToArray<double>());
        Assert.Equal(0, GradientClip.ByNorm([w], 1));
    }

    [Fact]
    public void A_gradient_that_the_user_passes_in_is_not_written_to()
    {
        var x = Tensor.Ones(2, 3);
        x.RequiresGrad = true;
        var gradient = Tensor.Full([2, 3], 7);
        for (var step = 0; step < 3; step++)
        {
            x.Backward(gradient);
            x.Reshape(6).Backward(gradient.Reshape(6));
            x.Grad!.MultiplyInPlace(2);
        }

        Assert.All(gradient.ToArray<float>(), value => Assert.Equal(7, value));
    }

    [Fact]
    public void A_gradient_added_to_a_leaf_itself_is_not_lost_after_ZeroGrad()
    {
        var w = Tensor.Scalar(1);
        w.RequiresGrad = true;
        w.Backward();
        w.ZeroGrad();
        w.Backward();
        (w * 2).Backward();
        Assert.Equal(3, w.Grad!.Item());
    }

    [Fact]
    public void A_retained_gradient_is_zeroed_each_time()
    {
        var w = Tensor.Ones(2);
        w.RequiresGrad = true;
        var y = (w * 2).RetainGrad();
        var sum = y.Sum();
        for (var pass = 0; pass < 3; pass++)
        {
            sum.Backward(retainGraph: true);
            y.ZeroGrad();
            Assert.Equal([0f, 0f], y.Grad!.ToArray<float>());
        }
    }

    [Fact]
    public void Targets_changed_before_the_backward_pass_are_an_error()
    {
        var logits = Tensor.Zeros(1, 3);
        logits.RequiresGrad = true;
        var targets = Tensor.From([1f]);
        var loss = Loss.CrossEntropy(logits, targets);
        targets.Fill(2);
        Assert.Contains("changed in place", Assert.Throws<InvalidOperationException>(() => loss.Backward()).Message);
    }

    [Fact]
    public void Indices_changed_before_the_backward_pass_are_an_error()
    {
        var x = Tensor.From([1f, 2, 3]);
        x.RequiresGrad = true;
        var index = Tensor.From([1f]);
        var picked = x.Gather(0, index).Sum();
        index.Fill(77);
        Assert.Contains("changed in place", Assert.Throws<InvalidOperationException>(() => picked.Backward()).Message);
    }

    [Fact]
    public void Values_gathered_from_may_change_before_the_backward_pass()
    {
        var x = Tensor.From([1f, 2, 3]);
        x.RequiresGrad = true;
        var picked = x.Gather(0, Tensor.From([1f])).Sum();
        using (NoGrad.Begin())
            x.Fill(9);
        picked.Backward();
        Assert.Equal([0f, 1, 0], x.Grad!.ToArray<float>());
    }
}
