using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Linting;

/// <summary>What C# as a script forbids, and what kernels make of the directives that load things.</summary>
internal static class ScriptRules
{
    /// <summary>Checks one cell.</summary>
    /// <param name="script">Its syntax as a script.</param>
    /// <param name="program">Its syntax as a program, whose parser takes what a script's only stumbles over.</param>
    public static IEnumerable<SyntaxFinding> Check(CompilationUnitSyntax script, CompilationUnitSyntax program) =>
        Directives(script)
            .Concat(program.Members.SelectMany(TopLevel))
            .Concat(script.DescendantNodes().OfType<MethodDeclarationSyntax>().SelectMany(ExtensionMethod));

    private static IEnumerable<SyntaxFinding> Directives(CompilationUnitSyntax root)
    {
        var firstToken = root.GetFirstToken(includeZeroWidth: true).SpanStart;
        foreach (var directive in root.DescendantTrivia(descendIntoTrivia: true).Select(trivia => trivia.GetStructure()).OfType<DirectiveTriviaSyntax>())
        {
            switch (directive)
            {
                case ReferenceDirectiveTriviaSyntax reference:
                    var file = reference.File.ValueText;
                    if (reference.SpanStart > firstToken)
                        yield return SyntaxFinding.At(reference, "#r must come first in its cell");
                    if (file.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
                        yield return SyntaxFinding.At(reference, "needs a network, and some headless kernels block it; reference what the course brings");
                    else if (!Path.IsPathRooted(file))
                        yield return SyntaxFinding.At(reference, "only .NET Interactive resolves a relative #r against the notebook; import ../artifacts/course.csx");
                    break;
                case LoadDirectiveTriviaSyntax load:
                    yield return SyntaxFinding.At(load, "kernels resolve #load differently; put the code in a cell or in the library");
                    break;
            }
        }
    }

    private static IEnumerable<SyntaxFinding> TopLevel(MemberDeclarationSyntax member)
    {
        switch (member)
        {
            case BaseNamespaceDeclarationSyntax space:
                yield return new SyntaxFinding(space.GetLocation(), $"namespace {space.Name}", "a script has no namespaces; declare the types at the top level");
                break;
            case GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local }:
                if (local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword))
                    yield return SyntaxFinding.At(local, "a script has no top-level using declaration; write using (...) { } or call Dispose()");
                else if (local.Declaration.Type is RefTypeSyntax)
                    yield return SyntaxFinding.At(local, "a script's variables are fields and cannot be ref; use it inside a function");
                else if (SimpleName(local.Declaration.Type) is "Span" or "ReadOnlySpan")
                    yield return SyntaxFinding.At(local, "a script's variables are fields and cannot hold spans; use it inside a function, or an array");
                break;
        }
    }

    private static IEnumerable<SyntaxFinding> ExtensionMethod(MethodDeclarationSyntax method)
    {
        if (method.Parent is TypeDeclarationSyntax && method.ParameterList.Parameters.Any(parameter => parameter.Modifiers.Any(SyntaxKind.ThisKeyword)))
        {
            yield return new SyntaxFinding(method.GetLocation(), $"{method.Identifier.ValueText}{method.ParameterList}",
                "a script's classes are nested, where extension methods are not allowed; write it at the top level: static T M(this X x)");
        }
    }

    private static string SimpleName(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        GenericNameSyntax generic => generic.Identifier.ValueText,
        ScopedTypeSyntax scoped => SimpleName(scoped.Type),
        _ => "",
    };
}
