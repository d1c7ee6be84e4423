namespace Descent.Notebooks.Kernel;

/// <summary>A stretch of a cell: code to compile, or the path of a file to import.</summary>
/// <param name="Code">The code, padded with empty lines so that its line numbers are the cell's; null for an import.</param>
/// <param name="Import">The path as written; null for code.</param>
/// <param name="Line">The line on which it starts, counted from 1.</param>
internal readonly record struct CodeSegment(string? Code, string? Import, int Line)
{
    private const string ImportCommand = "#!import";

    /// <summary>Splits a cell at its magic lines, which count only at column 0.</summary>
    /// <exception cref="KernelException">A magic line is not one of those that notebooks may use.</exception>
    public static IEnumerable<CodeSegment> Split(string code, string file)
    {
        if (!code.StartsWith("#!", StringComparison.Ordinal) && !code.Contains("\n#!", StringComparison.Ordinal))
        {
            yield return new CodeSegment(code, null, 1);
            yield break;
        }
        var lines = code.Split('\n');
        var start = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("#!", StringComparison.Ordinal))
                continue;
            if (Between(lines, start, i) is { } before)
                yield return before;
            start = i + 1;
            var words = lines[i].TrimEnd().Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
            if (words[0] == "#!csharp" && words.Length == 1)
                continue;
            if (words[0] != ImportCommand)
                throw new KernelException($"{words[0]}: this kernel knows no such line; of the lines that start with #! it knows #!import FILE", new CellPlace(file, i + 1, 1));
            if (words.Length < 2)
                throw new KernelException("#!import: the file is missing; write #!import FILE", new CellPlace(file, i + 1, 1));
            yield return new CodeSegment(null, Unquote(words[1].Trim()), i + 1);
        }
        if (Between(lines, start, lines.Length) is { } rest)
            yield return rest;
    }

    private static string Unquote(string path) => path.Length >= 2 && path[0] == '"' && path[^1] == '"' ? path[1..^1] : path;

    private static CodeSegment? Between(string[] lines, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (!string.IsNullOrWhiteSpace(lines[i]))
                return new CodeSegment(new string('\n', start) + string.Join('\n', lines[start..end]), null, start + 1);
        }
        return null;
    }
}
