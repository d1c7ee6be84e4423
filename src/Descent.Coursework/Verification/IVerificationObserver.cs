namespace Descent.Coursework.Verification;

/// <summary>Watches a verification. Called from several threads.</summary>
public interface IVerificationObserver
{
    /// <summary>A run begins or has ended.</summary>
    /// <param name="exercise">The exercise.</param>
    /// <param name="run">What runs, such as <c>mutant transposed</c>.</param>
    /// <param name="done">How many runs of the exercise have ended.</param>
    /// <param name="count">How many there are.</param>
    void Progressed(string exercise, string run, int done, int count);

    /// <summary>An exercise is verified.</summary>
    /// <param name="report">The result.</param>
    void Verified(ExerciseReport report);
}
