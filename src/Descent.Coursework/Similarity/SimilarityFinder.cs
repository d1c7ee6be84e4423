using Descent.Coursework.Exercises;
using Descent.Coursework.Submissions;
using Descent.Coursework.Transforms;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Similarity;

/// <summary>
/// Finds submissions whose answers are alike after renaming. What the released stub has, nobody has from another; and what many have, they
/// have from the lecture. A pair is a reason to look, not a proof.
/// </summary>
public static class SimilarityFinder
{
    // Of so many that have a run of tokens in common, one did not copy it from another.
    private const int MinimumCommon = 4;
    private const double CommonShare = 0.15;

    // With less code of its own than that, a submission is like any other by chance.
    private const int MinimumRuns = 20;

    /// <summary>Finds pairs among the submissions of exercises.</summary>
    /// <param name="submitted">The folder of submissions.</param>
    /// <param name="exercises">The exercises' folders.</param>
    /// <param name="least">The least share that makes a pair: 0 to 1.</param>
    /// <returns>The pairs, most alike first.</returns>
    /// <exception cref="ExerciseException">An exercise is not well-formed.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<SimilarPair> Find(string submitted, IReadOnlyList<string> exercises, double least)
    {
        ArgumentNullException.ThrowIfNull(exercises);
        List<SimilarPair> pairs = [];
        foreach (var exercise in exercises.Select(Exercise.Load))
        {
            var answers = SubmissionFinder.Find(submitted, [exercise.Name]).Select(file => SubmissionReader.Read(file))
                .Where(submission => submission.Notebook is not null)
                .Select(submission => new ComparedAnswers(submission.File.Student, exercise.Name, CodeOf(exercise, submission.Notebook!)))
                .ToList();
            pairs.AddRange(Compare(answers, StubOf(exercise), least));
        }
        return [.. pairs.OrderByDescending(pair => pair.Share).ThenBy(pair => pair.First.Student, StringComparer.Ordinal).ThenBy(pair => pair.Second.Student, StringComparer.Ordinal)];
    }

    /// <summary>Compares all pairs.</summary>
    /// <param name="answers">The submissions.</param>
    /// <param name="stub">What all of them began with.</param>
    /// <param name="least">The least share that makes a pair.</param>
    internal static IEnumerable<SimilarPair> Compare(IReadOnlyList<ComparedAnswers> answers, string stub, double least)
    {
        var given = new Fingerprints(AnswerTokens.Of(stub));
        var prints = answers.Select(answer => new Fingerprints(AnswerTokens.Of(answer.Code))).ToList();
        var counts = new Dictionary<long, int>();
        foreach (var hash in prints.SelectMany(print => print.Hashes))
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        var common = Math.Max(MinimumCommon, answers.Count * CommonShare);
        var own = prints.Select(print => print.Hashes.Where(hash => !given.Contains(hash) && counts[hash] <= common).ToHashSet()).ToList();
        for (var i = 0; i < answers.Count; i++)
        {
            for (var j = i + 1; j < answers.Count; j++)
            {
                var size = Math.Min(own[i].Count, own[j].Count);
                if (size < MinimumRuns)
                    continue;
                var shared = own[i].Where(own[j].Contains).ToList();
                var share = (double)shared.Count / size;
                if (share >= least)
                    yield return new SimilarPair(answers[i], answers[j], share, prints[i].LinesOf(shared), prints[j].LinesOf(shared));
            }
        }
    }

    private static string CodeOf(Exercise exercise, Notebook submitted) =>
        string.Join("\n\n", Graft.Apply(exercise, submitted, null, "").Answers
            .Where(answer => answer.Cell.Role == CellRole.Answer && !answer.IsEmpty && answer.Source is not null)
            .Select(answer => answer.Source));

    private static string StubOf(Exercise exercise) =>
        string.Join("\n\n", exercise.Cells.Where(cell => cell.Role == CellRole.Answer).Select(cell => ClearSolutions.Stub(cell.Cell))
            .Concat(exercise.Cells.Where(cell => cell.Role == CellRole.Given && cell.Cell.Kind == CellKind.Code).Select(cell => cell.Cell.Source)));
}
