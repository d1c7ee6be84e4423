using Descent.Coursework.Execution;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Execution;

public sealed class EngineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly PlannedCell Usings = new("usings", "cell 1", "using System;\nusing System.Threading;");

    // The compiled cell is larger than what a pipe holds.
    private static readonly PlannedCell Large = Answer(3, $"var text = \"{new string('x', 100_000)}\";");

    // Ends before it stops its process, with signal 19.
    private static readonly PlannedCell StopsItself = Answer(2, """
        [System.Runtime.InteropServices.DllImport("libc")] static extern int kill(int process, int signal);
        new Thread(() => { Thread.Sleep(1_000); kill(Environment.ProcessId, 19); }).Start();
        """);

    [Fact]
    public async Task A_large_cell_after_one_that_stops_its_own_process_ends_with_its_time()
    {
        using var engine = new Engine(TinyCourse.OpenSandbox());
        var plan = new RunPlan([Usings, StopsItself, Large]) { CellTimeout = TimeSpan.FromSeconds(5) };
        var ran = await Run(engine, plan, cell => Thread.Sleep(cell == 2 ? 2_000 : 0), TestContext.Current.CancellationToken);
        Assert.Equal([CellEnd.Completed, CellEnd.Completed, CellEnd.TimedOut], ran.Select(cell => cell.End));
        Assert.Equal("ran longer than 5 s and was stopped", ran[2].Reason);
    }

    [Fact]
    public async Task Cancelling_frees_a_grader_that_sends_to_a_stopped_process()
    {
        using var engine = new Engine(TinyCourse.OpenSandbox());
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var plan = new RunPlan([Usings, StopsItself, Large]) { CellTimeout = TimeSpan.FromMinutes(10), Timeout = TimeSpan.FromHours(1) };
        void Started(int cell)
        {
            if (cell != 2)
                return;
            Thread.Sleep(2_000);
            cancel.CancelAfter(1_000);
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(engine, plan, Started, cancel.Token));
    }

    private static PlannedCell Answer(int number, string code) => new($"answer-{number}", $"cell {number}", code) { IsAnswer = true };

    /// <summary>A run that fails the test rather than hang it.</summary>
    private static Task<IReadOnlyList<RanCell>> Run(Engine engine, RunPlan plan, Action<int>? started, CancellationToken cancellation) =>
        Task.Run(() => engine.Run(plan, started, cancellation), CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
}
