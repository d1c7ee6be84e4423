using System.Text.RegularExpressions;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Linting;

/// <summary>
/// Finds what a notebook uses that not every C# kernel (.NET Interactive, Verso, ClrKernel) offers, so that nothing passes on
/// one and fails on another. Works on syntax trees: text in strings and comments is no finding. Code that does not compile
/// anywhere is left to the compiler.
/// </summary>
public static partial class NeutralityLint
{
    /// <summary>Checks the code cells of a notebook.</summary>
    /// <param name="notebook">The notebook.</param>
    /// <returns>The findings in the order of the notebook; empty when it is neutral.</returns>
    public static IReadOnlyList<LintFinding> Check(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var findings = new List<LintFinding>();
        var own = new HashSet<string>(StringComparer.Ordinal);
        var isFirst = true;
        for (var i = 0; i < notebook.Cells.Count; i++)
        {
            var cell = notebook.Cells[i];
            if (cell.Kind != CellKind.Code)
                continue;
            if (notebook.LanguageOf(cell) is var language && language != Languages.CSharp)
                findings.Add(new LintFinding(i + 1, cell.Id, 1, 1, $"a cell in {language}", "the notebooks keep to C#, which every kernel runs"));
            else
                CheckCell(cell, i + 1, isFirst, own, findings);
            isFirst = false;
        }
        return findings;
    }

    [GeneratedRegex(@"^#!import[ \t]+(\.\./)+artifacts/course\.csx[ \t]*$")]
    private static partial Regex CourseImport { get; }

    private static void CheckCell(Cell cell, int number, bool isFirst, HashSet<string> own, List<LintFinding> findings)
    {
        var lines = LineEnds.ToNewline(cell.Source).Split('\n');
        var found = CheckMagic(lines, isFirst)
            .Select(finding => new LintFinding(number, cell.Id, finding.Line, 1, finding.What, finding.Why))
            .ToList();
        // Magic lines are not C#: as comments they keep every other line in its place.
        var source = string.Join('\n', lines.Select(line => IsMagic(line) ? "//" + line[2..] : line));

        if (CSharpCell.Parse(source) is not { } newest
            || CSharpCell.Parse(source, VersionRules.Shared) is not { } shared
            || CSharpCell.Parse(source, kind: SourceCodeKind.Regular) is not { } program)
        {
            findings.AddRange(found);
            findings.Add(new LintFinding(number, cell.Id, 1, 1, "tens of thousands of characters, or hundreds of interpolated strings, open brackets or angle brackets", "a compiler's parser can crash on so many; split the cell"));
            return;
        }
        own.UnionWith(newest.DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => method.Identifier.ValueText));
        own.UnionWith(newest.DescendantNodes().OfType<LocalFunctionStatementSyntax>().Select(function => function.Identifier.ValueText));

        found.AddRange(VersionRules.Check(newest, shared).Concat(ScriptRules.Check(newest, program)).Concat(KernelRules.Check(newest, own)).Select(finding =>
        {
            var start = finding.Location.GetLineSpan().StartLinePosition;
            return new LintFinding(number, cell.Id, start.Line + 1, start.Character + 1, finding.What, finding.Why);
        }));
        findings.AddRange(found.OrderBy(finding => finding.Line).ThenBy(finding => finding.Column));
    }

    private static bool IsMagic(string line) => line.StartsWith("#!", StringComparison.Ordinal);

    private static IEnumerable<(int Line, string What, string Why)> CheckMagic(string[] lines, bool isFirst)
    {
        var isAlone = lines.Count(line => line.Trim().Length > 0) == 1;
        for (var i = 0; i < lines.Length; i++)
        {
            if (!IsMagic(lines[i]))
                continue;
            var what = lines[i].TrimEnd();
            if (!CourseImport.IsMatch(what))
                yield return (i + 1, what, "kernels differ in their magic lines; only '#!import ../artifacts/course.csx' works on all");
            else if (!isFirst)
                yield return (i + 1, what, "the import must be the first code cell, so that all others have the library");
            else if (!isAlone)
                yield return (i + 1, what, "the import must stand alone in its cell: Verso skips the rest of the cell");
        }
    }
}
