using System.Runtime.CompilerServices;
using Descent.Backends.Cpu;

namespace Descent.Tests.Backends;

/// <summary>Memory is used again, and only once nobody can see it any more. Alone: others' collections would promote what is looked for.</summary>
[Collection(nameof(CpuThreads))]
public sealed class BufferPoolTests
{
    /// <summary>Long enough to be pooled, and a length that no other test uses.</summary>
    private const int Length = 12_347;

    [Fact]
    public void Memory_that_nobody_holds_is_lent_again()
    {
        const int Rounds = 2_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Rounds; i++)
            MakeAndForget(i);
        var arrays = (GC.GetAllocatedBytesForCurrentThread() - before) / (4.0 * Length);
        Assert.InRange(arrays, 0, Rounds / 5.0);
    }

    [Fact]
    public void Memory_that_is_held_stays_as_it_was()
    {
        var held = new List<Tensor>();
        for (var i = 0; i < 300; i++)
        {
            held.Add(Tensor.Full([Length], i));
            MakeAndForget(-1);
        }

        Assert.All(held, (tensor, i) => Assert.All(tensor.ToArray<float>(), value => Assert.Equal(i, value)));
    }

    [Theory]
    [InlineData("detached")]
    [InlineData("reshaped")]
    [InlineData("in the graph")]
    public void Memory_is_held_by_whatever_shares_it(string how)
    {
        var view = Share(how);
        for (var i = 0; i < 300; i++)
            MakeAndForget(-1);
        Assert.All(view.ToArray<float>(), value => Assert.Equal(7, value));
    }

    [Fact]
    public void Results_can_be_read_after_the_graph_was_freed_and_other_steps_were_made()
    {
        var model = new Sequential(new Linear(20, 64, rng: new Rng(1)), new Tanh(), new Linear(64, 30, rng: new Rng(2)));
        var x = Tensor.Randn([32, 20], new Rng(3));
        var optimizer = new SGD(model.Parameters(), lr: 0.1);
        var outputs = new List<(Tensor Output, float[] Values)>();
        for (var step = 0; step < 200; step++)
        {
            optimizer.ZeroGrad();
            var output = model.Forward(x);
            outputs.Add((output, output.ToArray<float>()));
            output.Square().Mean().Backward();
            optimizer.Step();
        }

        Assert.All(outputs, pair => Assert.Equal(pair.Values, pair.Output.ToArray<float>()));
    }

    [Fact]
    public void Threads_do_not_get_memory_that_another_thread_still_reads()
    {
        var wrong = new string?[4];
        var threads = Enumerable.Range(0, wrong.Length).Select(thread => new Thread(() => wrong[thread] = Churn(thread))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(wrong, Assert.Null);

        // Each tensor is seen for the last time by the kernel that reads it, while the other threads take back what they can get.
        static string? Churn(int thread)
        {
            for (var round = 0; round < 1_500; round++)
            {
                float value = (thread * 10_000) + round;
                var values = Tensor.Full([20 * Length], value).ToArray<float>();
                if (Array.FindIndex(values, v => v != value) is var place and >= 0)
                    return $"thread {thread}, round {round}: {values[place]} at {place} instead of {value}";
            }

            return null;
        }
    }

    [Fact]
    public void What_was_given_back_once_is_not_given_back_again()
    {
        var storage = CpuStorage<float>.Rent(Length + 1);
        storage.Return();
        storage.Return();
        var (first, second) = (CpuStorage<float>.Rent(Length + 1), CpuStorage<float>.Rent(Length + 1));
        Assert.NotSame(first.Elements, second.Elements);
        GC.KeepAlive(first);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeAndForget(double value) => Tensor.Full([Length], value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Tensor Share(string how)
    {
        var tensor = Tensor.Full([Length], 7);
        switch (how)
        {
            case "detached":
                return tensor.Detach();
            case "reshaped":
                return tensor.Reshape(1, Length);
            default:
                tensor.RequiresGrad = true;
                return (tensor * 1).Reshape(Length, 1);
        }
    }
}
