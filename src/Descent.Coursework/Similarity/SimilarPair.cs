namespace Descent.Coursework.Similarity;

/// <summary>Two submissions that are alike.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Share">The share of the shorter one's own code that is in the other, too: 0 to 1.</param>
/// <param name="FirstLines">The lines of the first one that are alike, counted from 0.</param>
/// <param name="SecondLines">The lines of the second one that are alike, counted from 0.</param>
public sealed record SimilarPair(ComparedAnswers First, ComparedAnswers Second, double Share, IReadOnlySet<int> FirstLines, IReadOnlySet<int> SecondLines);
