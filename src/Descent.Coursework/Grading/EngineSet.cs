using Descent.Coursework.Exercises;
using Descent.Coursework.Sandboxes;

namespace Descent.Coursework.Grading;

/// <summary>The engines of one worker: one for each course that its exercises import, which is nearly always the same.</summary>
/// <param name="sandboxes">Where the engines' children live.</param>
internal sealed class EngineSet(SandboxPool sandboxes) : IDisposable
{
    private readonly Dictionary<string, GradingEngine> engines = new(StringComparer.Ordinal);

    /// <summary>The engine for an exercise.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <returns>The engine.</returns>
    public GradingEngine Of(Exercise exercise)
    {
        ArgumentNullException.ThrowIfNull(exercise);
        var folder = GradingEngine.ImportOf(exercise)?.Folder ?? "";
        if (!engines.TryGetValue(folder, out var engine))
            engines[folder] = engine = new GradingEngine(sandboxes.Of(folder));
        return engine;
    }

    /// <summary>Gives an engine up that may be in a state of which nobody knows.</summary>
    /// <param name="engine">The engine.</param>
    public void Discard(GradingEngine engine)
    {
        foreach (var (folder, _) in engines.Where(entry => entry.Value == engine).ToList())
            engines.Remove(folder);
        engine.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var engine in engines.Values)
            engine.Dispose();
    }
}
