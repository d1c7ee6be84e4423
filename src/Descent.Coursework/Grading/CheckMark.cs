namespace Descent.Coursework.Grading;

/// <summary>The mark of one check.</summary>
/// <param name="Cell">The <c>grade_id</c> of its cell.</param>
/// <param name="Name">The check's name.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Points">The points earned.</param>
/// <param name="Maximum">The points that there were.</param>
/// <param name="IsHidden">Whether students see the check.</param>
public sealed record CheckMark(string Cell, string Name, CheckStatus Status, double Points, double Maximum, bool IsHidden)
{
    /// <summary>What was found, without any expected value; empty when there is nothing to say.</summary>
    public string Finding { get; init; } = "";

    /// <summary>The expected value in words, for a check that students see; null for a hidden one.</summary>
    public string? Expected { get; init; }

    /// <summary>The answer's value in words, for a check that students see; null for a hidden one.</summary>
    public string? Yours { get; init; }

    /// <summary>What was probably done; null when nothing suggests itself.</summary>
    public string? Cause { get; init; }

    /// <summary>What to think about; null when there is no hint, or no need of one.</summary>
    public string? Hint { get; init; }

    /// <summary>False when the answer could not be judged at all, as it does not compile or the grader could not accept what came.</summary>
    public bool IsGradable => Status is not (CheckStatus.DoesNotCompile or CheckStatus.Refused);
}
