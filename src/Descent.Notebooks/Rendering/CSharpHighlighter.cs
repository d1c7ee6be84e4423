using System.Text;
using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Rendering;

/// <summary>
/// C# as HTML with a <c>span</c> a token that has a colour, so that the page needs no script: <c>k</c> keyword, <c>s</c>
/// string, <c>n</c> number, <c>c</c> comment, <c>p</c> directive or magic line, <c>t</c> type, <c>m</c> function.
/// </summary>
internal static class CSharpHighlighter
{
    /// <summary>Highlights a cell; the text of the HTML is the source, whether it compiles or not.</summary>
    public static string ToHtml(string source)
    {
        var html = new StringBuilder();
        var lines = source.Split('\n');
        var start = 0;
        for (var i = 0; i <= lines.Length; i++)
        {
            // Magic lines are not C#: each piece between them is read by itself.
            if (i < lines.Length && !lines[i].StartsWith("#!", StringComparison.Ordinal))
                continue;
            AppendCode(html, string.Concat(lines[start..i].Select((line, j) => start + j < lines.Length - 1 ? line + "\n" : line)));
            if (i < lines.Length)
            {
                Append(html, "p", lines[i]);
                if (i < lines.Length - 1)
                    html.Append('\n');
            }
            start = i + 1;
        }
        return html.ToString();
    }

    private static void AppendCode(StringBuilder html, string source)
    {
        if (source.Length == 0)
            return;
        if (CSharpCell.Parse(source) is not { } root)
        {
            html.Append(Html.Encode(source));
            return;
        }
        foreach (var token in root.DescendantTokens())
        {
            AppendTrivia(html, token.LeadingTrivia);
            Append(html, Class(token), token.Text);
            AppendTrivia(html, token.TrailingTrivia);
        }
    }

    private static void AppendTrivia(StringBuilder html, SyntaxTriviaList list)
    {
        foreach (var trivia in list)
        {
            var text = trivia.ToFullString();
            var style = trivia.Kind() switch
            {
                SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia
                    or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => "c",
                _ when trivia.IsDirective => "p",
                _ => null,
            };
            Append(html, style, text);
        }
    }

    private static void Append(StringBuilder html, string? style, string text)
    {
        if (text.Length == 0)
            return;
        if (style is null)
            html.Append(Html.Encode(text));
        else
            html.Append("<span class=\"").Append(style).Append("\">").Append(Html.Encode(text)).Append("</span>");
    }

    private static string? Class(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
            or SyntaxKind.InterpolatedRawStringEndToken or SyntaxKind.InterpolatedStringTextToken => "s",
        SyntaxKind.IdentifierToken => IdentifierClass(token),
        var kind when SyntaxFacts.IsKeywordKind(kind) => "k",
        _ => null,
    };

    private static string? IdentifierClass(SyntaxToken token) => token.Parent switch
    {
        IdentifierNameSyntax { IsVar: true } or IdentifierNameSyntax { Identifier.ValueText: "nameof", Parent: InvocationExpressionSyntax } => "k",
        BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or TypeParameterSyntax or ConstructorDeclarationSyntax => "t",
        MethodDeclarationSyntax or LocalFunctionStatementSyntax => "m",
        SimpleNameSyntax name when IsCalled(name) => "m",
        SimpleNameSyntax name when SyntaxFacts.IsInTypeOnlyContext(name) && !IsNamespace(name) => "t",
        // Upper case before a dot is a type or a property; most often a type.
        IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } name
            when access.Expression == name && char.IsUpper(name.Identifier.ValueText.FirstOrDefault()) => "t",
        _ => null,
    };

    private static bool IsCalled(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call.Expression == name,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access => access.Name == name && call.Expression == access,
        MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax } => true,
        _ => false,
    };

    private static bool IsNamespace(SimpleNameSyntax name) =>
        name.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { StaticKeyword.RawKind: 0, Alias: null };
}
