using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Linting;

/// <summary>What one kernel offers to the code of a cell and another does not.</summary>
internal static class KernelRules
{
    /// <summary>Checks one cell.</summary>
    /// <param name="root">Its syntax.</param>
    /// <param name="own">Names of functions that the notebook itself declares, here or earlier.</param>
    public static IEnumerable<SyntaxFinding> Check(CompilationUnitSyntax root, IReadOnlySet<string> own)
    {
        foreach (var node in root.DescendantNodes())
        {
            var finding = node switch
            {
                InvocationExpressionSyntax call => Call(call, own),
                MemberAccessExpressionSyntax access => ErrorStream(access),
                IdentifierNameSyntax { Identifier.ValueText: "dynamic" } name when SyntaxFacts.IsInTypeOnlyContext(name) =>
                    SyntaxFinding.At(name, "not every kernel references the binder that dynamic needs; use a type or a generic function"),
                UsingDirectiveSyntax { Name: { } name } directive when name.ToString().StartsWith("Microsoft.DotNet.Interactive", StringComparison.Ordinal) =>
                    SyntaxFinding.At(directive, "only .NET Interactive has its own API; do without"),
                _ => null,
            };
            if (finding is not null)
                yield return finding;
        }
        if (Value(root) is { } value && IsMarkup(value))
            yield return SyntaxFinding.At(value, "a string is shown as text on some kernels and as HTML on others; return an object that has ToHtml()");
    }

    private static SyntaxFinding? Call(InvocationExpressionSyntax call, IReadOnlySet<string> own) => call.Expression switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "display" } when !own.Contains("display") =>
            SyntaxFinding.At(call, "only .NET Interactive has display(); write x.Display()"),
        IdentifierNameSyntax { Identifier.ValueText: "HTML" } when !own.Contains("HTML") =>
            SyntaxFinding.At(call, "only .NET Interactive has HTML(); show an object that has ToHtml()"),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DisplayAs" } when !own.Contains("DisplayAs") =>
            SyntaxFinding.At(call, "only .NET Interactive has DisplayAs(); write x.Display()"),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Display" } when call.ArgumentList.Arguments.Count > 0 && !own.Contains("Display") =>
            SyntaxFinding.At(call, "kernels share Display() without arguments only"),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Display" } when IsUsed(call) && !own.Contains("Display") =>
            SyntaxFinding.At(call, "kernels return different things from Display(); call it as a statement and display again to update"),
        _ => null,
    };

    private static bool IsUsed(InvocationExpressionSyntax call) => call.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax);

    private static SyntaxFinding? ErrorStream(MemberAccessExpressionSyntax access) =>
        access.Name.Identifier.ValueText is "Error" or "OpenStandardError" or "SetError" && access.Expression.ToString() is "Console" or "System.Console"
            ? SyntaxFinding.At(access, "kernels treat the error stream differently; write to Console.Out")
            : null;

    /// <summary>The last expression without a semicolon, which is the value that a cell shows.</summary>
    private static ExpressionSyntax? Value(CompilationUnitSyntax root) =>
        root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement }
            ? statement.Expression
            : null;

    private static bool IsMarkup(ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value is string text && StartsWithTag(text),
        InterpolatedStringExpressionSyntax interpolated => interpolated.Contents.FirstOrDefault() is InterpolatedStringTextSyntax text && StartsWithTag(text.TextToken.ValueText),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum => IsMarkup(sum.Left),
        _ => false,
    };

    private static bool StartsWithTag(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.Length > 1 && start[0] == '<' && (char.IsAsciiLetter(start[1]) || start[1] == '!');
    }
}
