using Descent.Notebooks.Documents;
using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Coursework.Submissions;

/// <summary>
/// What each cell of a notebook declares at its top level: found out when it is asked for, and once. Of a notebook with more code than anybody
/// writes only so much is read: what the parser makes of hostile code takes its time.
/// </summary>
internal sealed class CellDeclarations(Notebook notebook)
{
    private const int MaximumCode = 300_000;

    private readonly Dictionary<int, (IReadOnlySet<string> Names, bool IsUsings)> found = [];
    private int read;

    /// <summary>The functions, types and variables that a cell declares, and whether it only brings in namespaces.</summary>
    /// <param name="cell">The cell's index, counted from 0.</param>
    public (IReadOnlySet<string> Names, bool IsUsings) this[int cell]
    {
        get
        {
            if (!found.TryGetValue(cell, out var declarations))
            {
                var source = notebook.Cells[cell].Source;
                found[cell] = declarations = source.Length <= CSharpCell.MaxLength && (read += source.Length) <= MaximumCode ? Read(source) : Read("");
            }
            return declarations;
        }
    }

    /// <summary>The functions, types and variables that code declares at its top level.</summary>
    public static IReadOnlySet<string> Of(string source) => Read(source).Names;

    private static (IReadOnlySet<string> Names, bool IsUsings) Read(string source)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (CSharpCell.Parse(source) is not { } root)
            return (names, false);
        foreach (var member in root.Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax method:
                    names.Add(method.Identifier.ValueText);
                    break;
                case BaseTypeDeclarationSyntax type:
                    names.Add(type.Identifier.ValueText);
                    break;
                case DelegateDeclarationSyntax type:
                    names.Add(type.Identifier.ValueText);
                    break;
                case PropertyDeclarationSyntax property:
                    names.Add(property.Identifier.ValueText);
                    break;
                case FieldDeclarationSyntax field:
                    names.UnionWith(field.Declaration.Variables.Select(variable => variable.Identifier.ValueText));
                    break;
                case GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax local }:
                    names.UnionWith(local.Declaration.Variables.Select(variable => variable.Identifier.ValueText));
                    break;
                case GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } }:
                    // A deconstruction declares what stands on its left side.
                    names.UnionWith(assignment.Left.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(variable => variable.Identifier.ValueText));
                    break;
                case GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax function }:
                    names.Add(function.Identifier.ValueText);
                    break;
            }
        }
        return (names, root.Usings.Count > 0 && root.Members.Count == 0);
    }
}
