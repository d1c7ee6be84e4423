using Descent.Notebooks.Documents;

namespace Descent.Coursework.Submissions;

/// <summary>A submission that has been read.</summary>
/// <param name="File">Where it lies.</param>
/// <param name="Hash">SHA-256 of its content, in hexadecimal digits.</param>
/// <param name="Submitted">When it was handed in.</param>
public sealed record Submission(SubmissionFile File, string Hash, DateTimeOffset Submitted)
{
    /// <summary>The notebook, without outputs; null when there is none to be had.</summary>
    public Notebook? Notebook { get; init; }

    /// <summary>Why there is no notebook; null when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>What was odd about the file, and what was made of it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
