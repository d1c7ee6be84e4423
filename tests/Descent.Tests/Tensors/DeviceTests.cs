using Descent.Backends.Cpu;

namespace Descent.Tests.Tensors;

/// <summary>What devices promise, with a second one whose kernels are the processor's too.</summary>
public sealed class DeviceTests
{
    private static readonly Device Other = new("other:0", DeviceKind.Emulated, "the processor again", 1 << 30, () => new CpuBackend());

    [Fact]
    public void The_processor_is_always_there_and_comes_first()
    {
        var devices = Device.List();
        Assert.Same(Device.Cpu, devices[0]);
        Assert.Equal(("cpu", DeviceKind.Cpu), (devices[0].Name, devices[0].Kind));
        Assert.True(devices[0].MemoryBytes > 0);
        Assert.NotEmpty(devices[0].Description);
    }

    [Fact]
    public void Without_the_gpu_library_the_best_device_is_the_processor_and_the_error_says_how_to_get_it()
    {
        Assert.Same(Device.Cpu, Device.Best);
        var error = Assert.Throws<InvalidOperationException>(Device.Gpu);
        Assert.StartsWith("Device.Gpu: the GPU library (Descent.Gpu.dll) is not there. Build it with `dotnet build src/Descent.Gpu -c Release`", error.Message);
    }

    [Theory]
    [InlineData(DType.Float32)]
    [InlineData(DType.Float64)]
    public void Tensors_move_there_and_back(DType dtype)
    {
        var x = Tensor.Randn([3, 5], new Rng(1), dtype);
        var there = x.To(Other);
        Assert.Equal((Other, x.Shape, dtype), (there.Device, there.Shape, there.DType));
        Assert.Equal(x.ToArray<double>(), there.ToArray<double>());
        Assert.Equal(x.ToArray<double>(), there.To(Device.Cpu).ToArray<double>());
        Assert.Same(x, x.To(Device.Cpu));
    }

    [Fact]
    public void Gradients_come_back_from_where_the_result_is()
    {
        var x = Tensor.From([1.0, 2, 3]);
        x.RequiresGrad = true;
        x.To(Other).Square().Sum().Backward();
        Assert.Same(Device.Cpu, x.Grad!.Device);
        Assert.Equal([2.0, 4, 6], x.Grad.ToArray<double>());
    }

    [Theory]
    [InlineData("Add: the inputs are on cpu and other:0; move one with .To(device)")]
    [InlineData("MatMul: the inputs are on cpu and other:0; move one with .To(device)")]
    [InlineData("Greater: the tensor is on cpu, the other on other:0; move one with .To(device)")]
    [InlineData("AddInPlace: the tensor is on cpu, the other on other:0; move one with .To(device)")]
    [InlineData("Backward: the tensor is on cpu, the other on other:0; move one with .To(device)")]
    [InlineData("Slice assignment: the tensor is on cpu, the other on other:0; move one with .To(device)")]
    [InlineData("CrossEntropy: the inputs are on cpu and other:0; move one with .To(device)")]
    [InlineData("Gather: the inputs are on cpu and other:0; move one with .To(device)")]
    public void Mixing_devices_is_an_error_that_names_both(string message)
    {
        var here = Tensor.Ones(2, 2);
        var there = Tensor.Zeros(2, 2).To(Other);
        var weight = Tensor.Ones(2, 2);
        weight.RequiresGrad = true;
        Action mix = message[..message.IndexOf(':')] switch
        {
            "Add" => () => _ = here + there,
            "MatMul" => () => here.MatMul(there),
            "Greater" => () => _ = here > there,
            "AddInPlace" => () => here.AddInPlace(there),
            "Backward" => () => (weight * 2).Backward(there),
            "Slice assignment" => () => here[0] = there[0],
            "CrossEntropy" => () => Loss.CrossEntropy(here, Tensor.Zeros(2).To(Other)),
            _ => () => here.Gather(1, there),
        };
        Assert.Equal(message, Assert.Throws<ArgumentException>(mix).Message);
    }

    [Fact]
    public void Copying_into_a_tensor_goes_from_device_to_device()
    {
        var target = Tensor.Zeros(3).To(Other);
        target.CopyFrom(Tensor.From([1.0, 2, 3]));
        Assert.Equal([1f, 2, 3], target.ToArray<float>());
    }

    [Fact]
    public void Class_indices_given_as_numbers_go_to_where_the_logits_are()
    {
        var logits = Tensor.Randn([4, 3], new Rng(1));
        Assert.Equal(Loss.CrossEntropy(logits, [0, 1, 2, 0]).Item(), Loss.CrossEntropy(logits.To(Other), [0, 1, 2, 0]).Item());
    }

    [Fact]
    public void A_model_that_moves_in_the_middle_of_training_goes_on_with_its_optimizer()
    {
        Assert.Equal(Train(moveAfter: null), Train(moveAfter: 3));

        static float[] Train(int? moveAfter)
        {
            var model = new Sequential(new Linear(4, 8, rng: new Rng(1)), new BatchNorm(8), new ReLU(), new Linear(8, 3, rng: new Rng(2)));
            var optimizer = new Adam(model.Parameters(), lr: 0.01);
            var (x, y) = (Tensor.Randn([16, 4], new Rng(3)), Tensor.From(Enumerable.Range(0, 16).Select(i => i % 3f).ToArray()));
            for (var step = 0; step < 6; step++)
            {
                if (step == moveAfter)
                    Assert.Same(model, model.To(Other));
                var device = model.Parameters()[0].Device;
                optimizer.ZeroGrad();
                Loss.CrossEntropy(model.Forward(x.To(device)), y.To(device)).Backward();
                optimizer.Step();
            }

            Assert.All(model.State(), pair => Assert.Equal(moveAfter is null ? Device.Cpu : Other, pair.Tensor.Device));
            return [.. model.State().SelectMany(pair => pair.Tensor.ToArray<float>())];
        }
    }

    [Fact]
    public void A_graph_from_before_the_move_is_not_differentiated_with_other_values()
    {
        var layer = new Linear(2, 2);
        var loss = layer.Forward(Tensor.Ones(1, 2)).Square().Sum();
        layer.To(Other);
        Assert.Contains("was changed in place after the forward pass", Assert.Throws<InvalidOperationException>(() => loss.Backward()).Message);
    }

    [Fact]
    public void A_trainer_takes_the_data_to_the_model()
    {
        Assert.Equal(Losses(Device.Cpu), Losses(Other));

        static double[] Losses(Device device)
        {
            var (train, test) = Iris.Load().Split(test: 0.2, seed: 1);
            var model = new Sequential(new Linear(4, 8, rng: new Rng(1)), new Tanh(), new Dropout(0.2, new Rng(2)), new Linear(8, 3, rng: new Rng(3)));
            model.To(device);
            var trainer = new Trainer(model, new SGD(model.Parameters(), lr: 0.05), Loss.CrossEntropy) { Seed = 1, Metric = Metrics.Accuracy };
            var history = trainer.Fit(train, test, epochs: 3);
            Assert.Equal(device, model.Parameters()[0].Device);
            return [.. history.TrainLosses, trainer.Evaluate(test).Loss];
        }
    }

    [Fact]
    public void A_data_set_deals_batches_where_it_is()
    {
        var data = Iris.Load().To(Other);
        Assert.Same(data, data.To(Other));
        foreach (var (x, y) in new DataLoader(data, batchSize: 50, shuffle: true, seed: 1))
            Assert.Equal((Other, Other), (x.Device, y.Device));
    }
}
