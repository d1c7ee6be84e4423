using Descent.Backends.Cpu;

namespace Descent.Tests.Training;

/// <summary>A repeated step does what the step does that it was recorded from.</summary>
public sealed class TrainingStepTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("momentum")]
    [InlineData("adam")]
    public void Repeated_steps_are_the_same_as_ordinary_ones_to_the_bit(string optimizer)
    {
        Assert.Equal(Train(optimizer, captured: false), Train(optimizer, captured: true));
    }

    [Fact]
    public void Rows_of_a_data_set_are_the_same_as_a_batch_made_of_them()
    {
        Assert.Equal(Train("adam", captured: true), Train("adam", captured: true, byRows: true));
    }

    [Fact]
    public void Constants_made_in_the_step_are_there_when_it_is_repeated()
    {
        var weight = Tensor.From([1.0, 2]);
        weight.RequiresGrad = true;
        var step = TrainingStep.Capture(
            new Scale(weight), (output, target) => (output - target - Tensor.From([0.5, 0.25])).Square().Sum(), new SGD([weight], lr: 0), [2], [2]);
        for (var repeat = 0; repeat < 3; repeat++)
        {
            step.Run(Tensor.From([1.0, 1]), Tensor.From([0.0, 1]));
            Assert.Equal((0.5 * 0.5) + (0.75 * 0.75), step.Loss.Item());
            Assert.Equal([1.0, 1.5], weight.Grad!.ToArray<double>());
        }
    }

    [Fact]
    public void What_is_the_same_in_each_step_is_computed_once_only()
    {
        // The model's product, the sum, and the weight's gradient, which others may change in between: but not the loss's own gradient, 1.
        Assert.Equal(3, Calls((_, weight) => weight.Sum()));

        // A mean divides as it sums, and what that makes of the gradient is always 1 / n.
        Assert.Equal(Calls((output, _) => output.Square().Sum()), Calls((output, _) => output.Square().Mean()));
        var three = Tensor.From([3.0, 3]);
        Assert.Equal(Calls((output, _) => (output + three).Sum()), Calls((output, _) => (output + (Tensor.Ones([2], DType.Float64) * 3)).Sum()));

        static int Calls(Func<Tensor, Tensor, Tensor> loss)
        {
            var weight = Tensor.From([1.0, 2]);
            weight.RequiresGrad = true;
            var step = TrainingStep.Capture(new Scale(weight), (output, _) => loss(output, weight), new SGD([weight], lr: 0), [2], [2]);
            step.Run(weight.Detach(), weight.Detach());
            return step.RepeatedCalls;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constant_gradient_that_was_clipped_is_whole_again_in_the_next_step(bool captured)
    {
        var weight = Tensor.From([1.0, 2]);
        weight.RequiresGrad = true;
        var optimizer = new SGD([weight], lr: 1);
        var step = TrainingStep.Capture(new Scale(weight), (_, _) => weight.Sum(), optimizer, [2], [2]);
        var x = Tensor.From([1.0, 1]);
        for (var i = 0; i < 3; i++)
        {
            if (captured)
            {
                step.Run(x, x);
            }
            else
            {
                optimizer.ZeroGrad();
                weight.Sum().Backward();
                optimizer.Step();
            }

            Assert.Equal([1.0, 1], weight.Grad!.ToArray<double>());
            GradientClip.ByValue([weight], 0.25);
        }

        Assert.Equal([-2.0, -1], weight.ToArray<double>());
    }

    [Fact]
    public void Gradients_of_what_the_optimizer_does_not_train_are_new_in_each_step_too()
    {
        var (weight, other) = (Tensor.From([1.0, 2]), Tensor.From([3.0, 4]));
        weight.RequiresGrad = other.RequiresGrad = true;
        Tensor? kept = null;
        var step = TrainingStep.Capture(
            new Scale(weight),
            (output, _) =>
            {
                kept = output;
                output.RetainGrad();
                return output.Mean() + other.Sum();
            },
            new SGD([weight], lr: 0),
            [2],
            [2]);
        var x = Tensor.From([1.0, 1]);
        step.Run(x, x);
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal([0.5, 0.5], kept!.Grad!.ToArray<double>());
            Assert.Equal([1.0, 1], other.Grad!.ToArray<double>());
            kept.Grad.Fill(7);
            GradientClip.ByValue([other], 0.25);
            step.Run(x, x);
        }
    }

    /// <summary>Programs of random operations, many of them on constants, some of which are added to later.</summary>
    [Fact]
    public void Steps_of_any_operations_repeat_to_the_bit()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (ordinary, repeated) = (Run(seed, captured: false), Run(seed, captured: true));
            Assert.True(ordinary.SequenceEqual(repeated), $"program {seed}");
        }

        static double[] Run(int seed, bool captured)
        {
            var weight = Tensor.Rand([3, 2], new Rng(seed), DType.Float64);
            weight.RequiresGrad = true;
            var optimizer = new SGD([weight], lr: 0.1);
            Tensor Objective(Tensor output, Tensor target)
            {
                var rng = new Rng(seed);
                List<Tensor> values = [output, target, weight, Tensor.Ones([3, 2], DType.Float64), Tensor.From(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } })];
                for (var i = 0; i < 8; i++)
                {
                    var (a, b) = (values[rng.Next(values.Count)], values[rng.Next(values.Count)]);
                    values.Add(rng.Next(9) switch
                    {
                        0 => a + b,
                        1 => a * 0.5 * b,
                        2 => Tensor.Full([3, 2], 0.25, DType.Float64),
                        3 => a.Mean(0, keepDims: true) + b,
                        4 => a.Sum().Expand([3, 2]) * 0.1,
                        5 => a.Tanh(),
                        6 => a.Detach(),
                        7 => a.Reshape(2, 3).T.Clone(),
                        _ => Tensor.Concat(0, a[..1], b[1..]),
                    });
                }

                return values[4..].Aggregate(weight.Mean(), (sum, value) => sum + value.Mean()) + weight.Sum();
            }

            var step = TrainingStep.Capture(new Scale(weight), Objective, optimizer, [3, 2], [3, 2]);
            var results = new List<double>();
            for (var i = 0; i < 4; i++)
            {
                var (x, y) = (Tensor.Rand([3, 2], new Rng(100 + i), DType.Float64), Tensor.Rand([3, 2], new Rng(200 + i), DType.Float64));
                if (captured)
                {
                    step.Run(x, y);
                    results.Add(step.Loss.Item());
                }
                else
                {
                    optimizer.ZeroGrad();
                    var loss = Objective(new Scale(weight).Forward(x), y);
                    loss.Backward();
                    optimizer.Step();
                    results.Add(loss.Item());
                }

                results.AddRange(weight.ToArray<double>());
                results.AddRange(weight.Grad!.ToArray<double>());
            }

            return [.. results];
        }
    }

    [Fact]
    public void Repeating_allocates_nothing()
    {
        var (model, optimizer) = Network("adam");
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        var (x, y) = Batch(0);
        for (var warm = 0; warm < 20; warm++)
            step.Run(x, y);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            step.Run(x, y);
        Assert.Equal(0, (GC.GetAllocatedBytesForCurrentThread() - before) / 100);
    }

    [Fact]
    public void Memory_of_the_step_is_not_lent_to_others()
    {
        var (model, optimizer) = Network("sgd");
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        var (x, y) = Batch(0);
        step.Run(x, y);
        var others = Enumerable.Range(0, 200).Select(i => Tensor.Full([16, 64], i)).ToList();
        step.Run(x, y);
        Assert.All(others, (tensor, i) => Assert.All(tensor.ToArray<float>(), value => Assert.Equal(i, value)));
    }

    [Fact]
    public void Gradients_after_a_repeated_step_can_be_cleared_and_added_to()
    {
        var (model, optimizer) = Network("sgd");
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        var (x, y) = Batch(0);
        step.Run(x, y);
        model.ZeroGrad();
        step.Run(x, y);
        Assert.Contains(model.Parameters(), parameter => parameter.Grad!.ToArray<float>().Any(value => value != 0));
        model.ZeroGrad();
        Assert.All(model.Parameters(), parameter => Assert.All(parameter.Grad!.ToArray<float>(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void What_another_thread_does_meanwhile_is_not_part_of_the_step()
    {
        var weight = Tensor.From([1.0]);
        weight.RequiresGrad = true;
        var elsewhere = Tensor.From([0.0]);
        var step = TrainingStep.Capture(new Scale(weight), (output, target) =>
        {
            var thread = new Thread(() => elsewhere.AddInPlace(Tensor.From([1.0])));
            thread.Start();
            thread.Join();
            return (output - target).Sum();
        }, new SGD([weight], lr: 0), [1], [1]);
        step.Run(Tensor.From([1.0]), Tensor.From([0.0]));
        step.Run(Tensor.From([1.0]), Tensor.From([0.0]));
        Assert.Equal(1, elsewhere.Item());
    }

    [Fact]
    public void A_label_that_is_no_class_is_an_error_in_every_step()
    {
        var (model, optimizer) = Network("sgd");
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        var (x, y) = Batch(0);
        step.Run(x, y);
        y[3] = Tensor.Scalar(7);
        Assert.Equal(
            "CrossEntropy: target 7 in row 3 is not a class index; logits (16, 3) have classes 0..2",
            Assert.Throws<ArgumentException>(() => step.Run(x, y)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_that_a_step_does_not_reach_keep_a_gradient_of_zero(bool captured)
    {
        // Two heads on one optimizer, trained in turn.
        var (first, second) = (Tensor.From([1.0]), Tensor.From([1.0]));
        first.RequiresGrad = second.RequiresGrad = true;
        var optimizer = new SGD([first, second], lr: 0.25);
        var heads = new[] { first, second }.Select(weight => TrainingStep.Capture(new Scale(weight), (output, _) => output.Sum(), optimizer, [1], [1])).ToList();
        var one = Tensor.From([1.0]);
        for (var i = 0; i < 6; i++)
        {
            if (captured)
            {
                heads[i % 2].Run(one, one);
                continue;
            }

            optimizer.ZeroGrad();
            ((i % 2 == 0 ? first : second) * one).Sum().Backward();
            optimizer.Step();
        }

        Assert.Equal((0.25, 0.25), (first.Item(), second.Item()));
    }

    [Fact]
    public void A_weight_outside_of_the_model_is_trained_in_every_step()
    {
        var (inside, outside) = (Tensor.From([1.0]), Tensor.From([1.0]));
        inside.RequiresGrad = outside.RequiresGrad = true;
        var optimizer = new SGD([inside, outside], lr: 0.25);
        var step = TrainingStep.Capture(new Scale(inside), (output, _) => (output * outside.Detach()).Sum() + outside.Sum(), optimizer, [1], [1]);
        for (var i = 0; i < 3; i++)
        {
            optimizer.ZeroGrad();
            step.Run(Tensor.From([1.0]), Tensor.From([1.0]));
        }

        Assert.Equal(0.25, outside.Item());
    }

    [Fact]
    public void An_index_that_is_out_of_range_is_an_error_in_every_step()
    {
        var (model, optimizer) = Network("sgd");
        var step = TrainingStep.Capture(model, (output, target) => Loss.NegativeLogLikelihood(output.LogSoftmax(), target), optimizer, [16, 4], [16]);
        var (x, y) = Batch(0);
        step.Run(x, y);
        y[15] = Tensor.Scalar(3);
        Assert.Equal("Gather: index 3 is not a place on an axis of size 3 (use 0..2)", Assert.Throws<ArgumentException>(() => step.Run(x, y)).Message);
    }

    [Fact]
    public void A_step_that_leaves_the_device_is_refused()
    {
        var other = new Device("other:0", DeviceKind.Emulated, "", 0, () => new CpuBackend());
        var (x, y) = Batch(0);
        var (model, optimizer) = Network("sgd");
        var away = TrainingStep.Capture(model, (output, target) => Loss.CrossEntropy(output.To(other), target.To(other)), optimizer, [16, 4], [16]);
        Assert.Contains("the step goes from cpu to other:0, but a step is recorded on one device", Assert.Throws<InvalidOperationException>(() => away.Run(x, y)).Message);
        var back = TrainingStep.Capture(model, (output, target) => Loss.CrossEntropy(output.To(other).To(Device.Cpu), target), optimizer, [16, 4], [16]);
        Assert.Contains("the step goes from cpu to other:0", Assert.Throws<InvalidOperationException>(() => back.Run(x, y)).Message);
        var elsewhere = TrainingStep.Capture(model, (_, target) => target.To(other).Sum(), optimizer, [16, 4], [16]);
        Assert.Contains("the model is on cpu, but the loss is computed on other:0", Assert.Throws<ArgumentException>(() => elsewhere.Run(x, y)).Message);
    }

    [Fact]
    public void A_layer_that_is_switched_is_noticed()
    {
        var (model, optimizer) = Network("sgd");
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        var (x, y) = Batch(0);
        step.Run(x, y);
        model.OfType<Dropout>().First().Eval();
        Assert.Contains("captured in training mode, but Dropout(0.3) now is in evaluation mode", Assert.Throws<InvalidOperationException>(() => step.Run(x, y)).Message);
    }

    [Fact]
    public void Bad_use_is_refused()
    {
        var (model, optimizer) = Network("sgd");
        var (x, y) = Batch(0);
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        Assert.Contains("there is no loss before the first step", Assert.Throws<InvalidOperationException>(() => step.Loss).Message);
        Assert.Equal(
            "TrainingStep: captured for inputs (16, 4) and targets (16,), but given (9, 4) and (9,); leave out the last batch (dropLast: true), or capture a step for it",
            Assert.Throws<ArgumentException>(() => step.Run(x[..9], y[..9])).Message);
        var data = new DataSet(x, y);
        Assert.Contains("captured for inputs (16, 4), but given 2 rows", Assert.Throws<ArgumentException>(() => step.Run(data, [0, 1])).Message);
        Assert.Contains("row 16 is outside 0..15", Assert.Throws<ArgumentException>(() => step.Run(data, [.. Enumerable.Range(1, 16)])).Message);

        step.Run(x, y);
        model.Eval();
        Assert.Contains("captured in training mode, but the model now is in evaluation mode", Assert.Throws<InvalidOperationException>(() => step.Run(x, y)).Message);
        model.Train();
        var other = new Device("other:0", DeviceKind.Emulated, "", 0, () => new CpuBackend());
        Assert.Contains("the data set with .To(device)", Assert.Throws<ArgumentException>(() => step.Run(data.To(other), [.. Enumerable.Range(0, 16)])).Message);
        model.To(other);
        Assert.Contains("was on cpu when the step was captured and now is on other:0", Assert.Throws<InvalidOperationException>(() => step.Run(x, y)).Message);

        var (second, _) = Network("sgd");
        Assert.Contains("holds none of the model's weights", Assert.Throws<ArgumentException>(() => TrainingStep.Capture(second, Loss.CrossEntropy, optimizer, [16, 4], [16])).Message);
        Assert.Contains("L-BFGS", Assert.Throws<ArgumentException>(() => TrainingStep.Capture(second, Loss.CrossEntropy, new LBFGS(second.Parameters()), [16, 4], [16])).Message);
        var vector = TrainingStep.Capture(second, (output, _) => output, new SGD(second.Parameters(), lr: 0.1), [16, 4], [16]);
        Assert.Contains("the loss has shape (16, 3)", Assert.Throws<ArgumentException>(() => vector.Run(x, y)).Message);
    }

    private static float[] Train(string name, bool captured, bool byRows = false)
    {
        var (model, optimizer) = Network(name);
        var schedule = new StepLR(optimizer, stepSize: 4, gamma: 0.5);
        var step = TrainingStep.Capture(model, Loss.CrossEntropy, optimizer, [16, 4], [16]);
        var losses = new List<float>();
        for (var i = 0; i < 12; i++)
        {
            var (x, y) = Batch(i);
            if (byRows)
            {
                step.Run(new DataSet(x, y), [.. Enumerable.Range(0, 16)]);
                losses.Add((float)step.Loss.Item());
            }
            else if (captured)
            {
                step.Run(x, y);
                losses.Add((float)step.Loss.Item());
            }
            else
            {
                optimizer.ZeroGrad();
                var loss = Loss.CrossEntropy(model.Forward(x), y);
                loss.Backward();
                optimizer.Step();
                losses.Add((float)loss.Item());
            }

            schedule.Step();
        }

        return [.. losses, .. model.State().SelectMany(pair => pair.Tensor.ToArray<float>())];
    }

    private static (Sequential Model, Optimizer Optimizer) Network(string optimizer)
    {
        var model = new Sequential(
            new Linear(4, 64, rng: new Rng(1)), new BatchNorm(64), new ReLU(), new Dropout(0.3, new Rng(2)), new Linear(64, 64, rng: new Rng(3)), new Tanh(),
            new Dropout(0.5, new Rng(4)), new Linear(64, 3, rng: new Rng(5)));
        return (model, optimizer switch
        {
            "sgd" => new SGD(model.Parameters(), lr: 0.1),
            "momentum" => new SGD(model.Parameters(), lr: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01),
            _ => new Adam(model.Parameters(), lr: 0.01),
        });
    }

    private static (Tensor X, Tensor Y) Batch(int seed) =>
        (Tensor.Randn([16, 4], new Rng(100 + seed)), Tensor.From(Enumerable.Range(0, 16).Select(i => (i + seed) % 3f).ToArray()));

    private sealed class Scale(Tensor weight) : Module
    {
        private readonly Tensor weight = weight;

        public override Tensor Forward(Tensor x) => x * weight;
    }
}
