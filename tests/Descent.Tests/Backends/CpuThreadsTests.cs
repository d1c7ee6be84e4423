using Descent.Backends.Cpu;

namespace Descent.Tests.Backends;

/// <summary>Every part is done once, whoever does it, and what goes wrong in one comes out.</summary>
[Collection(nameof(CpuThreads))]
public sealed class CpuThreadsTests : IDisposable
{
    private readonly int before = CpuThreads.Count;

    public void Dispose() => CpuThreads.Count = before;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_part_is_done_once(int threads)
    {
        CpuThreads.Count = threads;
        for (var parts = 0; parts < 40; parts++)
        {
            var done = new int[parts];
            CpuThreads.For(parts, new Each(part => Interlocked.Increment(ref done[part])));
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_part_throws_comes_out_and_later_work_is_done(int threads)
    {
        CpuThreads.Count = threads;
        for (var round = 0; round < 20; round++)
        {
            var error = Assert.Throws<InvalidOperationException>(
                () => CpuThreads.For(8, new Each(part => throw new InvalidOperationException($"part {part}"))));
            Assert.StartsWith("part ", error.Message, StringComparison.Ordinal);
            var sum = 0;
            CpuThreads.For(8, new Each(part => Interlocked.Add(ref sum, part)));
            Assert.Equal(28, sum);
        }
    }

    [Fact]
    public void Work_inside_of_work_is_done()
    {
        CpuThreads.Count = 3;
        var done = 0;
        CpuThreads.For(6, new Each(_ => CpuThreads.For(5, new Each(_ => Interlocked.Increment(ref done)))));
        Assert.Equal(30, done);
    }

    [Fact]
    public void Many_callers_at_a_time_all_get_their_work_done()
    {
        CpuThreads.Count = 3;
        var sums = new long[5];
        var callers = Enumerable.Range(0, sums.Length).Select(caller => new Thread(() =>
        {
            for (var round = 0; round < 500; round++)
                CpuThreads.For(6, new Each(part => Interlocked.Add(ref sums[caller], part)));
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        Assert.All(sums, sum => Assert.Equal(500 * 15, sum));
    }

    [Fact]
    public void Threads_that_fell_asleep_are_woken()
    {
        CpuThreads.Count = 2;
        for (var round = 0; round < 20; round++)
        {
            var doers = new HashSet<int>();
            var waiting = new CountdownEvent(2);
            CpuThreads.For(2, new Each(_ =>
            {
                lock (doers)
                    doers.Add(Environment.CurrentManagedThreadId);
                // Nobody can do both parts: each waits until the other has begun.
                waiting.Signal();
                Assert.True(waiting.Wait(TimeSpan.FromMinutes(1)));
            }));
            Assert.Equal(2, doers.Count);
            Thread.Sleep(2);
        }
    }

    private readonly struct Each(Action<int> body) : IParts
    {
        public void Run(int part) => body(part);
    }
}
