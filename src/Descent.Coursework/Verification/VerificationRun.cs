using Descent.Coursework.Grading;

namespace Descent.Coursework.Verification;

/// <summary>A run that proves something.</summary>
/// <param name="Name">What runs.</param>
/// <param name="Run">Runs it, and says what is wrong.</param>
internal sealed record VerificationRun(string Name, Func<GradingEngine, IEnumerable<string>> Run)
{
    /// <summary>What was wrong.</summary>
    public List<string> Problems { get; } = [];
}
