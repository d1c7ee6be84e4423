using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Descent.Coursework.Similarity;

/// <summary>
/// Code as tokens that renaming, comments and layout do not change: names that the code itself declares are all one, names from
/// elsewhere and numbers are themselves, texts are all one.
/// </summary>
/// <param name="Texts">The tokens.</param>
/// <param name="Lines">The line of each, counted from 0.</param>
internal sealed record AnswerTokens(IReadOnlyList<string> Texts, IReadOnlyList<int> Lines)
{
    /// <summary>The tokens of a piece of code. Where it cannot be parsed safely, names are taken for declared by what stands before them.</summary>
    public static AnswerTokens Of(string code)
    {
        var root = CSharpCell.Parse(code);
        List<SyntaxToken> tokens = [.. root?.DescendantTokens() ?? CSharpCell.Tokens(code)];
        var declared = (root?.DescendantNodes().Select(DeclaredName).OfType<string>() ?? tokens.Zip(tokens.Skip(1), NameBehindType).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        var starts = root is null ? SourceText.From(code).Lines : null;
        List<string> texts = [];
        List<int> lines = [];
        foreach (var token in tokens)
        {
            if (token.Span.IsEmpty)
                continue;
            texts.Add(token.Kind() switch
            {
                SyntaxKind.IdentifierToken => declared.Contains(token.ValueText) ? "name" : token.ValueText,
                SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.CharacterLiteralToken => "text",
                _ => token.Text,
            });
            lines.Add(starts?.GetLinePosition(token.SpanStart).Line ?? token.GetLocation().GetLineSpan().StartLinePosition.Line);
        }
        return new AnswerTokens(texts, lines);
    }

    /// <summary>A name behind a name, a type's keyword or the end of one is declared there: <c>double x</c>, <c>List&lt;int&gt; y</c>, <c>int[] z</c>.</summary>
    private static string? NameBehindType(SyntaxToken before, SyntaxToken token) =>
        token.IsKind(SyntaxKind.IdentifierToken)
        && (before.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.GreaterThanToken or SyntaxKind.CloseBracketToken || SyntaxFacts.IsPredefinedType(before.Kind()))
            ? token.ValueText
            : null;

    private static string? DeclaredName(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        CatchDeclarationSyntax caught => caught.Identifier.ValueText,
        FromClauseSyntax from => from.Identifier.ValueText,
        LetClauseSyntax let => let.Identifier.ValueText,
        JoinClauseSyntax join => join.Identifier.ValueText,
        JoinIntoClauseSyntax into => into.Identifier.ValueText,
        QueryContinuationSyntax into => into.Identifier.ValueText,
        TypeParameterSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
        TupleElementSyntax element => element.Identifier.ValueText,
        _ => null,
    };
}
