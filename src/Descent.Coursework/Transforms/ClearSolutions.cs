using System.Text.RegularExpressions;
using Descent.Coursework.Exercises;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Coursework.Transforms;

/// <summary>
/// Puts stubs in the place of solutions: in code, a statement that compiles in any method and throws «not implemented yet», so that
/// what stands around it still compiles, and an answer that is missing says so; in text, an invitation to write.
/// </summary>
public static partial class ClearSolutions
{
    /// <summary>What stands where a student is to write text.</summary>
    internal const string TextStub = "*Your answer here.*";

    /// <summary>Clears the solutions of a notebook.</summary>
    /// <param name="notebook">An exercise's notebook; not changed.</param>
    /// <returns>A copy without solutions.</returns>
    public static Notebook Apply(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var cleared = notebook.Copy();
        foreach (var cell in cleared.Cells)
        {
            if (Nbgrader.RoleOf(cell) is not (CellRole.Answer or CellRole.Question))
                continue;
            cell.Source = Stub(cell);
            Attachments.Clear(cell);
        }
        return cleared;
    }

    /// <summary>A cell's text without its solution.</summary>
    internal static string Stub(Cell cell)
    {
        if (cell.Kind == CellKind.Code)
        {
            var source = cell.Source;
            return Regions.Replace(source, Regions.Solution, (region, lines) =>
            {
                var indent = Indent.Match(lines[region.Begin]).Value;
                var name = EnclosingName(source, lines, region) ?? Nbgrader.IdOf(cell) ?? "this answer";
                return [$"{indent}// Your code here.", $"{indent}throw new NotImplementedException(\"not implemented yet: {name}\");"];
            });
        }
        return Regions.Has(cell.Source, Regions.Solution)
            ? Regions.Replace(cell.Source, Regions.Solution, (_, _) => [TextStub])
            : TextStub;
    }

    /// <summary>The name of the method, function or property that a region lies in.</summary>
    private static string? EnclosingName(string source, string[] lines, Region region)
    {
        if (CSharpCell.Parse(source) is not { } root)
            return null;
        var position = lines.Take(region.Begin).Sum(line => line.Length + 1) + Indent.Match(lines[region.Begin]).Length;
        // The marker is a comment: the token behind it knows what it stands in.
        for (SyntaxNode? node = root.FindToken(position).Parent; node is not null; node = node.Parent)
        {
            var name = node switch
            {
                LocalFunctionStatementSyntax function => function.Identifier.ValueText,
                MethodDeclarationSyntax method => method.Identifier.ValueText,
                PropertyDeclarationSyntax property => property.Identifier.ValueText,
                ConstructorDeclarationSyntax constructor => constructor.Identifier.ValueText,
                _ => null,
            };
            if (name is not null)
                return node.Ancestors().OfType<TypeDeclarationSyntax>().FirstOrDefault() is { } type ? $"{type.Identifier.ValueText}.{name}" : name;
        }
        return null;
    }

    [GeneratedRegex(@"^\s*")]
    private static partial Regex Indent { get; }
}
