using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Descent.Coursework.Sandboxes;
using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Execution;

/// <summary>
/// Runs notebooks of students, one after another: a compiler that stays warm compiles all cells, and a fresh child runs them. Both live in
/// the sandbox. An engine serves one thread.
/// </summary>
public sealed partial class Engine : IDisposable
{
    private static readonly TimeSpan CompilerStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RunnerStart = TimeSpan.FromSeconds(60);

    private static readonly SandboxLimits CompilerLimits = new() { Memory = 2L << 30, ProcessorSeconds = 36_000, Processes = 200 };

    // A cell with checks sends one for each.
    private const int MaximumMessages = 2_000;

    // Whoever brings the compiler down so often means to.
    private const int MaximumCompilers = 3;

    private readonly Sandbox sandbox;
    private readonly SandboxLimits limits;
    private Child? compiler;
    private int lostCompilers;

    /// <summary>An engine; its compiler starts to get ready.</summary>
    /// <param name="sandbox">What keeps the children.</param>
    /// <param name="limits">What a child that runs cells may use; the defaults when null.</param>
    /// <exception cref="SandboxException">A child cannot be started.</exception>
    public Engine(Sandbox sandbox, SandboxLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(sandbox);
        this.sandbox = sandbox;
        this.limits = limits ?? new SandboxLimits();
        compiler = Child.Start(sandbox, CompilerHost.Argument, CompilerLimits);
    }

    /// <summary>Runs a notebook.</summary>
    /// <param name="plan">Its cells, and how.</param>
    /// <param name="cellStarted">Told the index of each cell as it starts; may be null.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What became of each cell, in order.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public IReadOnlyList<RanCell> Run(RunPlan plan, Action<int>? cellStarted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        // It gets ready while the compiler works.
        using var runner = Child.Start(sandbox, RunnerHost.Argument, limits);
        var compiled = Compile(plan, cancellation);
        var references = compiled.Cells.SelectMany(cell => References(cell.Code)).Distinct(StringComparer.Ordinal).ToList();
        var hasInputs = plan.HasSecrets;
        SetUp(runner, hasInputs ? new RunSetup(references, plan.Seed, plan.Provided) : new RunSetup(references, 0, new Dictionary<string, string>()), RunnerStart, $"did not start within {RunnerStart.TotalSeconds:0} s", cancellation);

        var results = new List<RanCell>();
        var began = Stopwatch.GetTimestamp();
        string? gone = null;
        for (var i = 0; i < compiled.Cells.Count; i++)
        {
            var (cell, image, error) = (compiled.Cells[i], compiled.Images[i], compiled.Errors[i]);
            cellStarted?.Invoke(i);
            if (cell.IsHidden && !hasInputs && gone is null)
            {
                SetUp(runner, new RunSetup([], plan.Seed, plan.Provided), plan.CellTimeout, "no longer read what it was sent", cancellation);
                hasInputs = true;
            }
            var result = gone is not null
                ? new RanCell(cell, CellEnd.NotRun) { Error = error, Reason = gone }
                : image is null
                ? new RanCell(cell, CellEnd.DidNotCompile) { Error = error }
                : RunCell(runner, cell, image, Limit(plan, Stopwatch.GetElapsedTime(began)), cancellation);
            if (result.End is CellEnd.TimedOut or CellEnd.Crashed)
                gone = $"{cell.Name} {result.Reason}";
            // What ran in place of an answer that does not compile is no answer.
            results.Add(error is null || result.End == CellEnd.NotRun ? result : result with { End = CellEnd.DidNotCompile, Error = error });
        }
        return results;
    }

    /// <summary>The time that the compiler may take for a cell.</summary>
    internal TimeSpan CompilerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public void Dispose() => compiler?.Dispose();

    /// <summary>The time that the next cell may take, and what is said of it when it takes more.</summary>
    internal static (TimeSpan Timeout, string Late) Limit(RunPlan plan, TimeSpan elapsed)
    {
        var left = plan.Timeout - elapsed;
        if (left >= plan.CellTimeout)
            return (plan.CellTimeout, $"ran longer than {plan.CellTimeout.TotalSeconds:0.#} s and was stopped");
        // The cells before may have taken all of it; how much they have left is for them to choose, and may not be told.
        return (left > TimeSpan.Zero ? left : TimeSpan.Zero, $"was stopped: all cells together may take {plan.Timeout.TotalSeconds:0.#} s");
    }

    [GeneratedRegex("^#r \"([^\"]+)\"", RegexOptions.Multiline)]
    private static partial Regex Reference { get; }

    /// <summary>The assemblies that the course's own cell references; answers may reference none.</summary>
    private static IEnumerable<string> References(string code) => Reference.Matches(code).Select(match => match.Groups[1].Value);

    private static void SetUp(Child runner, RunSetup setup, TimeSpan wait, string reason, CancellationToken cancellation) =>
        runner.Send(JsonSerializer.SerializeToUtf8Bytes(new RunRequest { Setup = setup }, MessageJson.Default.RunRequest), wait, reason, cancellation);

    private sealed record Compilation(IReadOnlyList<PlannedCell> Cells, IReadOnlyList<CompiledCell?> Images, IReadOnlyList<CellError?> Errors);

    private Compilation Compile(RunPlan plan, CancellationToken cancellation)
    {
        List<CompiledCell?> images = [];
        List<CellError?> errors = [];
        lostCompilers = 0;
        for (var i = 0; i < plan.Cells.Count; i++)
        {
            var cell = plan.Cells[i];
            var reply = Compile(plan, cell, cell.Code, images, errors, cancellation);
            if (reply.Error is not null && cell.Fallback is { } fallback)
                images.Add(Compile(plan, cell with { IsAnswer = false }, fallback, images, errors, cancellation).Cell);
            else
                images.Add(reply.Cell);
            errors.Add(reply.Error);
        }
        return new Compilation(plan.Cells, images, errors);
    }

    /// <summary>Compiles the cell that follows those whose images are there.</summary>
    private CompileReply Compile(RunPlan plan, PlannedCell cell, string code, List<CompiledCell?> images, List<CellError?> errors, CancellationToken cancellation)
    {
        // Even the instructor's code can be too much for the compiler, by what earlier answers declare; or the machine was busy: once more.
        var (attempts, maximum) = cell.IsAnswer ? (1, MaximumCompilers) : (2, 2 * MaximumCompilers);
        var isGiven = !cell.IsAnswer && !plan.Cells.Take(images.Count).Any(earlier => earlier.IsAnswer);
        for (var attempt = 0; attempt < attempts && lostCompilers < maximum; attempt++)
        {
            // A compiler that did not survive a cell has forgotten those before it.
            var isReady = compiler is not null || Restart(plan, images, errors, cancellation) || Restart(plan, images, errors, cancellation);
            if (isReady && Ask(cell, code, isFirst: images.Count == 0, isGiven, plan, cancellation) is { } reply)
                return reply;
        }
        return Overtaxed(cell);
    }

    /// <summary>Brings a new compiler to where the old one was: with code that has been compiled, or put in another's place, before.</summary>
    /// <returns>False when it has been lost on the way.</returns>
    private bool Restart(RunPlan plan, List<CompiledCell?> images, List<CellError?> errors, CancellationToken cancellation)
    {
        List<CompiledCell?> again = [];
        var isGiven = true;
        for (var i = 0; i < images.Count; i++)
        {
            var cell = plan.Cells[i];
            isGiven &= !cell.IsAnswer;
            if (images[i] is null)
            {
                again.Add(null);
                continue;
            }
            if (Ask(cell with { IsAnswer = false }, errors[i] is null ? cell.Code : cell.Fallback!, isFirst: i == 0, isGiven, plan, cancellation) is not { } reply)
                return false;
            again.Add(reply.Cell);
        }
        // Only all of them together: they refer to each other.
        images.Clear();
        images.AddRange(again);
        return true;
    }

    /// <summary>
    /// Has the compiler compile a cell, after those that it has compiled. Where all that is given, and no student's, what the compiler cannot
    /// do it can do for nobody.
    /// </summary>
    /// <returns>Null when the compiler is lost over it.</returns>
    private CompileReply? Ask(PlannedCell cell, string code, bool isFirst, bool isGiven, RunPlan plan, CancellationToken cancellation)
    {
        var wait = CompilerTimeout;
        if (compiler is null)
        {
            compiler = Child.Start(sandbox, CompilerHost.Argument, CompilerLimits);
            isFirst = true;
        }
        if (isFirst)
            wait = CompilerStart;
        var request = new CompileRequest
        {
            IsFirst = isFirst,
            Code = code,
            Name = cell.Name,
            IsAnswer = cell.IsAnswer,
            Forbidden = cell.IsAnswer ? plan.Forbidden : [],
        };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(request, MessageJson.Default.CompileRequest);
        if (compiler.Send(bytes, wait, $"did not read within {wait.TotalSeconds:0} s", cancellation) && compiler.TryReceive(wait, cancellation, out var message) && message is not null)
            return JsonSerializer.Deserialize(message, MessageJson.Default.CompileReply)!;
        if (isGiven)
        {
            // The child itself does not work, and its last words say why.
            var (ended, words) = (compiler.WhyEnded(), compiler.LastWords);
            compiler.Dispose();
            compiler = null;
            throw new SandboxException($"nothing can be compiled in the sandbox '{sandbox.Name}': {(words.Length > 0 ? words : $"the process {ended}")}");
        }
        compiler.Dispose();
        compiler = null;
        lostCompilers++;
        return null;
    }

    private static CompileReply Overtaxed(PlannedCell cell)
    {
        var problem = cell.IsAnswer ? "the compiler could not cope with this cell" : $"the compiler could not cope with {cell.Name} after the answers before it";
        return new CompileReply { Error = new CellError(CellError.CompilationName, problem, [problem], new CellPlace(cell.Name, 1), null) };
    }

    private RanCell RunCell(Child runner, PlannedCell cell, CompiledCell image, (TimeSpan Timeout, string Late) limit, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var token = Guid.NewGuid().ToString("N");
        List<(string, bool)> sent = [];
        long size = 0;
        RanCell Ended(CellEnd end, string? reason = null, CellError? error = null) =>
            new(cell, end) { Reason = reason, Error = error, Sent = sent, Duration = Stopwatch.GetElapsedTime(began) };

        var request = JsonSerializer.SerializeToUtf8Bytes(new RunRequest { Cell = image, Name = cell.Name, Token = token }, MessageJson.Default.RunRequest);
        // Earlier cells may have stopped the process, or taken its channel away.
        var isSent = runner.Send(request, limit.Timeout, limit.Late, cancellation);
        while (true)
        {
            byte[]? message = null;
            if (!isSent || !runner.TryReceive(limit.Timeout - Stopwatch.GetElapsedTime(began), cancellation, out message))
            {
                runner.Kill(limit.Late);
                return Ended(CellEnd.TimedOut, limit.Late);
            }
            if (message is null)
                return Ended(CellEnd.Crashed, runner.WhyEnded());
            size += message.Length;
            if (size > limits.Messages || sent.Count >= MaximumMessages)
            {
                var reason = size > limits.Messages ? $"sent the grader more than {limits.Messages >> 20} MB" : $"sent the grader more than {MaximumMessages} messages";
                runner.Kill(reason);
                return Ended(CellEnd.Crashed, reason);
            }
            RunEvent? happened = null;
            try
            {
                happened = JsonSerializer.Deserialize(message, MessageJson.Default.RunEvent);
            }
            catch (JsonException)
            {
                // Judged below: no message of the grader's own child looks like this.
            }
            if (happened is null)
            {
                sent.Add(("", false));
                continue;
            }
            if (happened.Sent is { } text)
                sent.Add((text, happened.Token == token));
            else if (happened.Token == token)
                return runner.EndIfCrowded() ? Ended(CellEnd.Crashed, runner.WhyEnded()) : Ended(happened.Error is null ? CellEnd.Completed : CellEnd.Threw, error: happened.Error);
            else
                sent.Add(("", false));
        }
    }
}
