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

    /// <summary>Characters of a cell: ten times the longest that anybody writes. What nests without brackets cannot nest deeper.</summary>
    public const int MaxLength = 30_000;

    /// <summary>Angle brackets and question marks of a cell. Behind each the parser looks ahead, without guarding its stack, for what it could be.</summary>
    private const int MaxGuesses = 400;

    /// <summary>How often the word <c>partial</c> may stand in a cell: one behind the other, each doubles the parser's time.</summary>
    private const int MaxPartials = 12;

    /// <summary>Characters that cannot nest too deep for the stack of any thread.</summary>
    private const int SafeLength = 500;

    /// <summary>Room for <see cref="MaxLength"/> characters, of which each opens a level: a level takes up to 1.3 kB. Only what is used is taken from the system.</summary>
    private const int StackSize = 64 << 20;

    /// <summary>Parses a cell.</summary>
    /// <param name="source">Its source, without magic lines.</param>
    /// <param name="version">The version of C#.</param>
    /// <param name="kind">As a script, or as a program.</param>
    /// <returns>The syntax; null when parsing it could take for ever or end the process.</returns>
    public static CompilationUnitSyntax? Parse(string source, LanguageVersion version = LanguageVersion.CSharp14, SourceCodeKind kind = SourceCodeKind.Script)
    {
        if (source.Length > MaxLength || NestsTooDeep(source) || IsDear(source))
            return null;
        // Comments stay comments: their XML nests, too.
        var options = new CSharpParseOptions(version, DocumentationMode.None, kind);
        CompilationUnitSyntax? root = null;
        if (source.Length <= SafeLength)
        {
            Parse();
            return root;
        }
        var thread = new Thread(Parse, StackSize);
        thread.Start();
        thread.Join();
        return root;

        void Parse() => root = CSharpSyntaxTree.ParseText(source, options).GetCompilationUnitRoot();
    }

    /// <summary>The tokens of a cell, comments aside, without parsing it: also of code that <see cref="Parse"/> does not take.</summary>
    /// <param name="source">Its source, without magic lines.</param>
    /// <returns>The tokens; none where strings nest too deep to be told apart.</returns>
    /// <remarks>Directives are not looked at: what stands in them is parsed, and nests, too.</remarks>
    public static IEnumerable<SyntaxToken> Tokens(string source) => NestsTooDeep(source)
        ? []
        : SyntaxFactory.ParseTokens(source.Replace('#', ' '), options: new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None, SourceCodeKind.Script)).Where(token => !token.IsKind(SyntaxKind.EndOfFileToken));

    /// <summary>Whether the parser would have to guess too often. What stands in comments and plain strings costs it nothing.</summary>
    private static bool IsDear(string source)
    {
        if (Guess.Count(source) <= MaxGuesses && Partial.Count(source) <= MaxPartials)
            return false;
        var (guesses, partials) = (0, 0);
        foreach (var token in Tokens(source).Where(token => token.Kind() is not (SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken)))
        {
            guesses += Guess.Count(token.Text);
            partials += Partial.Count(token.Text);
        }
        return guesses > MaxGuesses || partials > MaxPartials;
    }

    /// <summary>Whether brackets or interpolated strings nest deeper than anybody writes: a parser's time grows with a high power of that.</summary>
    /// <param name="source">A cell's source.</param>
    public static bool NestsTooDeep(string source) => InterpolatedString.Count(source) > MaxInterpolatedStrings || Depth(source) > MaxDepth;

    /// <summary>The most brackets that are open at once, those in strings and comments counted along. One kind does not close another.</summary>
    private static int Depth(string source)
    {
        var (round, square, curly) = (0, 0, 0);
        var deepest = 0;
        foreach (var character in source)
        {
            switch (character)
            {
                case '(':
                    round++;
                    break;
                case ')':
                    round = Math.Max(0, round - 1);
                    break;
                case '[':
                    square++;
                    break;
                case ']':
                    square = Math.Max(0, square - 1);
                    break;
                case '{':
                    curly++;
                    break;
                case '}':
                    curly = Math.Max(0, curly - 1);
                    break;
            }
            deepest = Math.Max(deepest, round + square + curly);
        }
        return deepest;
    }

    [GeneratedRegex("[$]@?\"|@[$]\"")]
    private static partial Regex InterpolatedString { get; }

    [GeneratedRegex("[<?]")]
    private static partial Regex Guess { get; }

    [GeneratedRegex(@"\bpartial\b")]
    private static partial Regex Partial { get; }
}
