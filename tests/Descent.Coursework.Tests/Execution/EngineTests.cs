using Descent.Coursework.Execution;
using Descent.Coursework.Sandboxes;
using Descent.Coursework.Tests.Attacks;
using Descent.Coursework.Tests.Samples;

namespace Descent.Coursework.Tests.Execution;

/// <summary>Not beside the attacks, which look for runners that are left over.</summary>
[Collection(nameof(AttackedCourse))]
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

    private static readonly PlannedCell Overloads = Given(2, "int M(Func<int, int> f) => 1; int M(Func<string, int> f) => 2; int M(Func<double, int> f) => 3;");

    // Every lambda is bound once for each overload.
    private static readonly PlannedCell Hard = Given(3, string.Concat(Enumerable.Range(0, 16).Select(i => $"M(a{i} => ")) + "a0.Nothing" + new string(')', 16));

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
        var plan = new RunPlan([Usings, StopsItself, Large]) { CellTimeout = TimeSpan.FromMinutes(10) };
        void Started(int cell)
        {
            if (cell != 2)
                return;
            Thread.Sleep(2_000);
            cancel.CancelAfter(1_000);
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run(engine, plan, Started, cancel.Token));
    }

    [Fact]
    public async Task A_given_cell_that_earlier_answers_make_too_hard_to_compile_costs_this_run_only()
    {
        using var engine = new Engine(TinyCourse.OpenSandbox()) { CompilerTimeout = TimeSpan.FromSeconds(4) };
        var plan = new RunPlan([Usings, Overloads with { IsAnswer = true }, Hard, Given(4, "var four = 4;"), Answer(5, "var five = four + 1;")]);
        var ran = await Run(engine, plan, null, TestContext.Current.CancellationToken);
        Assert.Equal([CellEnd.Completed, CellEnd.Completed, CellEnd.DidNotCompile, CellEnd.Completed, CellEnd.Completed], ran.Select(cell => cell.End));
        Assert.Equal("the compiler could not cope with cell 3 after the answers before it", ran[2].Error!.Message);

        var next = await Run(engine, new RunPlan([Usings, Answer(2, "var two = 2;"), Given(3, "two + 1")]), null, TestContext.Current.CancellationToken);
        Assert.All(next, cell => Assert.Equal(CellEnd.Completed, cell.End));
    }

    [Fact]
    public async Task A_given_cell_that_is_too_hard_to_compile_without_any_answer_is_the_graders_own_matter()
    {
        using var engine = new Engine(TinyCourse.OpenSandbox()) { CompilerTimeout = TimeSpan.FromSeconds(4) };
        var exception = await Assert.ThrowsAsync<SandboxException>(() => Run(engine, new RunPlan([Usings, Overloads, Hard]), null, TestContext.Current.CancellationToken));
        Assert.StartsWith("nothing can be compiled in the sandbox", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 20, "ran longer than 20 s and was stopped")]
    [InlineData(60, 20, "ran longer than 20 s and was stopped")]
    [InlineData(72, 8, "was stopped: all cells together may take 80 s")]
    [InlineData(79.5, 0.5, "was stopped: all cells together may take 80 s")]
    [InlineData(81, 0, "was stopped: all cells together may take 80 s")]
    public void A_cell_for_which_the_others_have_left_too_little_time_is_told_so(double elapsed, double seconds, string late)
    {
        var plan = new RunPlan([]) { CellTimeout = TimeSpan.FromSeconds(20) };
        Assert.Equal((TimeSpan.FromSeconds(seconds), late), Engine.Limit(plan, TimeSpan.FromSeconds(elapsed)));
    }

    private static PlannedCell Given(int number, string code) => new($"given-{number}", $"cell {number}", code);

    private static PlannedCell Answer(int number, string code) => new($"answer-{number}", $"cell {number}", code) { IsAnswer = true };

    /// <summary>A run that fails the test rather than hang it.</summary>
    private static Task<IReadOnlyList<RanCell>> Run(Engine engine, RunPlan plan, Action<int>? started, CancellationToken cancellation) =>
        Task.Run(() => engine.Run(plan, started, cancellation), CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
}
