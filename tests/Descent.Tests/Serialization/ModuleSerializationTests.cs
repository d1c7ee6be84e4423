namespace Descent.Tests.Serialization;

public sealed class ModuleSerializationTests
{
    [Fact]
    public void A_model_comes_back_bit_for_bit_under_PyTorchs_names()
    {
        using var folder = new TemporaryFolder();
        var model = Network(1);
        model.Forward(Tensor.Randn([8, 4], new Rng(2))); // moves the running statistics
        model.Save(folder["m.safetensors"]);
        Assert.Equal(
            ["0.bias", "0.weight", "1.bias", "1.running_mean", "1.running_var", "1.weight", "3.bias", "3.weight"],
            Safetensors.Load(folder["m.safetensors"]).Keys.Order(StringComparer.Ordinal));

        var other = Network(7);
        other.Load(folder["m.safetensors"]);
        Assert.Equal(Training.TrainerTests.Weights(model), Training.TrainerTests.Weights(other));
        Assert.All(other.Parameters(), parameter => Assert.True(parameter.RequiresGrad));
    }

    [Fact]
    public void A_loaded_model_can_be_trained_on()
    {
        using var folder = new TemporaryFolder();
        Network(1).Save(folder["m"]);
        var model = Network(2);
        var optimizer = new SGD(model.Parameters(), lr: 0.1);
        model.Load(folder["m"]);
        model.Forward(Tensor.Randn([8, 4], new Rng(2))).Sum().Backward();
        optimizer.Step();
        Assert.NotEqual(Training.TrainerTests.Weights(Network(1)), Training.TrainerTests.Weights(model));
    }

    [Fact]
    public void PyTorchs_batch_counter_is_passed_over_and_types_are_converted()
    {
        using var folder = new TemporaryFolder();
        var state = Network(1).State().ToDictionary(pair => pair.Name, pair => pair.Tensor.Detach().To(DType.Float64));
        state["1.num_batches_tracked"] = Tensor.From([3.0]);
        Safetensors.Save(folder["m"], state);
        var model = Network(2);
        model.Load(folder["m"]);
        Assert.Equal(Training.TrainerTests.Weights(Network(1)), Training.TrainerTests.Weights(model));
    }

    [Fact]
    public void All_misfits_are_listed_in_one_error_and_the_model_stays()
    {
        using var folder = new TemporaryFolder();
        var state = Network(1).State().ToDictionary(pair => pair.Name, pair => pair.Tensor.Detach());
        state.Remove("0.bias");
        state["3.weight"] = Tensor.Zeros(3, 5);
        state["4.weight"] = Tensor.Zeros(2);
        Safetensors.Save(folder["m.safetensors"], state);
        var model = Network(2);
        var before = Training.TrainerTests.Weights(model);
        var message = Assert.Throws<InvalidDataException>(() => model.Load(folder["m.safetensors"])).Message;
        Assert.Contains("m.safetensors does not fit the model", message);
        Assert.Contains("missing: '0.bias' (6,)", message);
        Assert.Contains("wrong shape: '3.weight' is (3, 5) in the file, (3, 6) in the model", message);
        Assert.Contains("unexpected: '4.weight' (2,)", message);
        Assert.Equal(before, Training.TrainerTests.Weights(model));
    }

    private static Sequential Network(int seed)
    {
        var rng = new Rng(seed);
        return new(new Linear(4, 6, rng: rng), new BatchNorm(6), new ReLU(), new Linear(6, 3, rng: rng));
    }
}
