using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Linting;

/// <summary>What C# 14 has and C# 13, which Verso compiles, has not.</summary>
internal static class VersionRules
{
    public const LanguageVersion Shared = LanguageVersion.CSharp13;

    /// <summary>Checks one cell.</summary>
    /// <param name="newest">Its syntax read as C# 14.</param>
    /// <param name="shared">Its syntax read as C# 13.</param>
    public static IEnumerable<SyntaxFinding> Check(CompilationUnitSyntax newest, CompilationUnitSyntax shared)
    {
        var known = newest.GetDiagnostics().Select(diagnostic => (diagnostic.Id, diagnostic.Location.SourceSpan)).ToHashSet();
        foreach (var diagnostic in shared.GetDiagnostics())
        {
            if (diagnostic.Severity == DiagnosticSeverity.Error && known.Add((diagnostic.Id, diagnostic.Location.SourceSpan)))
            {
                var line = newest.SyntaxTree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim();
                yield return new SyntaxFinding(diagnostic.Location, line, $"not C# 13, which Verso compiles ({diagnostic.GetMessage()})");
            }
        }
        // The parser lets these pass in any version; the compiler does not.
        foreach (var node in newest.DescendantNodes())
        {
            var instead = node switch
            {
                FieldExpressionSyntax => "declare the field",
                AssignmentExpressionSyntax { Parent: ConditionalAccessExpressionSyntax access } when access.WhenNotNull == node => "test for null with if",
                ParameterSyntax { Type: null, Modifiers.Count: > 0, Parent.Parent: LambdaExpressionSyntax } => "write the parameters' types",
                OmittedTypeArgumentSyntax when IsInNameOf(node) => "write a type argument",
                OperatorDeclarationSyntax operation when IsAssignment(operation) => "declare the binary operator",
                ConstructorDeclarationSyntax constructor when constructor.Modifiers.Any(SyntaxKind.PartialKeyword) => "write it in one part",
                EventFieldDeclarationSyntax declared when declared.Modifiers.Any(SyntaxKind.PartialKeyword) => "write it in one part",
                _ => null,
            };
            if (instead is not null)
                yield return SyntaxFinding.At(node, $"of C# 14, and Verso compiles C# 13; {instead}");
        }
    }

    private static bool IsInNameOf(SyntaxNode node) =>
        node.Ancestors().OfType<InvocationExpressionSyntax>().Any(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" });

    /// <summary>An operator that changes its own object: <c>+=</c> and its kind, and <c>++</c> and <c>--</c> that are not static.</summary>
    private static bool IsAssignment(OperatorDeclarationSyntax operation) =>
        SyntaxFacts.IsAssignmentExpressionOperatorToken(operation.OperatorToken.Kind())
        || (operation.OperatorToken.Kind() is SyntaxKind.PlusPlusToken or SyntaxKind.MinusMinusToken && !operation.Modifiers.Any(SyntaxKind.StaticKeyword));
}
