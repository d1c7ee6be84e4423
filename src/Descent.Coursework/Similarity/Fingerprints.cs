namespace Descent.Coursework.Similarity;

/// <summary>
/// Every run of so many tokens, as a hash, with the place where it begins (Schleimer, Wilkerson, Aiken, "Winnowing: local algorithms for
/// document fingerprinting", 2003; answers are short enough to keep all runs).
/// </summary>
internal sealed class Fingerprints
{
    /// <summary>The tokens of a run: about one and a half lines of code.</summary>
    public const int RunLength = 16;

    private readonly Dictionary<long, List<int>> places = [];

    public Fingerprints(AnswerTokens tokens)
    {
        Tokens = tokens;
        for (var start = 0; start + RunLength <= tokens.Texts.Count; start++)
        {
            var hash = Hash(tokens.Texts, start);
            if (!places.TryGetValue(hash, out var list))
                places[hash] = list = [];
            list.Add(start);
        }
    }

    public AnswerTokens Tokens { get; }

    public IEnumerable<long> Hashes => places.Keys;

    public bool Contains(long hash) => places.ContainsKey(hash);

    /// <summary>The lines that the runs with these hashes cover.</summary>
    public IReadOnlySet<int> LinesOf(IEnumerable<long> hashes) =>
        hashes.SelectMany(hash => places[hash]).SelectMany(start => Enumerable.Range(start, RunLength)).Select(token => Tokens.Lines[token]).ToHashSet();

    private static long Hash(IReadOnlyList<string> texts, int start)
    {
        // FNV-1a: the same in every process, which string.GetHashCode is not.
        var hash = unchecked((long)14695981039346656037);
        for (var i = start; i < start + RunLength; i++)
        {
            foreach (var character in texts[i])
                hash = unchecked((hash ^ character) * 1099511628211);
            hash = unchecked((hash ^ '\0') * 1099511628211);
        }
        return hash;
    }
}
