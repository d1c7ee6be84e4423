using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Syntax;

/// <summary>Parses the C# of a cell, of which nobody knows who wrote it.</summary>
internal static partial class CSharpCell
{
    /// <summary>
    /// Interpolated strings that one cell may hold. Roslyn's parser guards its stack except where such strings nest, and a
    /// stack overflow cannot be caught: it would take the whole run down.
    /// </summary>
    private const int MaxInterpolatedStrings = 200;

    /// <summary>Brackets that may be open at once. Nobody writes so many, and the parser's time grows with a high power of them.</summary>
    private const int MaxDepth = 200;

    /// <summary>Parses a cell.</summary>
    /// <param name="source">Its source, without magic lines.</param>
    /// <param name="version">The version of C#.</param>
    /// <param name="kind">As a script, or as a program.</param>
    /// <returns>The syntax; null when parsing it could take for ever or end the process.</returns>
    public static CompilationUnitSyntax? Parse(string source, LanguageVersion version = LanguageVersion.CSharp14, SourceCodeKind kind = SourceCodeKind.Script) =>
        !CanParse(source)
            ? null
            : CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version, kind: kind)).GetCompilationUnitRoot();

    /// <summary>Whether parsing ends, and does not end the process.</summary>
    /// <param name="source">A cell's source.</param>
    public static bool CanParse(string source) => InterpolatedString.Count(source) <= MaxInterpolatedStrings && Depth(source) <= MaxDepth;

    /// <summary>The most brackets that are open at once, those in strings and comments counted along.</summary>
    private static int Depth(string source)
    {
        var depth = 0;
        var deepest = 0;
        foreach (var character in source)
        {
            depth += character is '(' or '[' or '{' ? 1 : character is ')' or ']' or '}' ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }

    [GeneratedRegex("[$]@?\"|@[$]\"")]
    private static partial Regex InterpolatedString { get; }
}
