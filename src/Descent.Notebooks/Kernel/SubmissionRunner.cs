using System.Reflection;

namespace Descent.Notebooks.Kernel;

/// <summary>Runs compiled submissions of one notebook, one after another: each sees the variables of those before it.</summary>
internal sealed class SubmissionRunner(NotebookLoadContext context)
{
    private object?[] states = new object?[16];

    /// <summary>Runs a submission.</summary>
    /// <returns>The value of its last expression; null when it has none.</returns>
    public Task<object?> RunAsync(Submission submission)
    {
        // Slot 0 is the host object's; a submission takes at most one more slot.
        if (submission.Index + 2 >= states.Length)
            Array.Resize(ref states, Math.Max(states.Length * 2, submission.Index + 3));
        var factory = context.LoadSubmission(submission.Name, submission.Image, submission.Symbols)
            .GetType(submission.Type)!
            .GetMethod("<Factory>", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
        return factory(states);
    }
}
