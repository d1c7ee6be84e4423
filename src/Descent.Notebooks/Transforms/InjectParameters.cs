using System.Globalization;
using System.Text.Json.Nodes;
using Descent.Notebooks.Documents;
using Descent.Notebooks.Syntax;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Notebooks.Transforms;

/// <summary>
/// Gives values to a notebook's parameters as papermill does: after the cell tagged <c>parameters</c>, which declares them
/// with their defaults, comes one tagged <c>injected-parameters</c> that assigns the new values.
/// </summary>
public static class InjectParameters
{
    private const string Tag = "parameters";
    private const string InjectedTag = "injected-parameters";

    private sealed record Parameter(string Name, string Type, bool IsConstant, string Default)
    {
        public override string ToString() => $"{Type} {Name} = {Default}";
    }

    /// <summary>Injects values; a cell that an earlier run injected is replaced.</summary>
    /// <param name="notebook">The notebook; not changed.</param>
    /// <param name="values">From a parameter's name to its value as text: <c>true</c>, <c>5</c>, <c>1e-3</c>, any text for a string.</param>
    /// <returns>A copy with the values; without values, a copy as it was.</returns>
    /// <exception cref="NotebookParameterException">There is no such parameter, or the value does not fit its type.</exception>
    public static Notebook Apply(Notebook notebook, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        ArgumentNullException.ThrowIfNull(values);
        var result = notebook.Copy();
        if (values.Count == 0)
            return result;

        result.Cells.RemoveAll(cell => cell.HasTag(InjectedTag));
        var at = result.Cells.FindIndex(cell => cell.Kind == CellKind.Code && cell.HasTag(Tag));
        if (at < 0)
        {
            throw new NotebookParameterException(
                $"'{values.First().Key}' cannot be set: no code cell is tagged '{Tag}'; tag the cell that declares the parameters with their defaults");
        }
        var parameters = Declared(result.Cells[at].Source);
        var lines = values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => Assignment(value.Key, value.Value, parameters));
        var metadata = new JsonObject { ["tags"] = new JsonArray(InjectedTag) };
        result.Cells.Insert(at + 1, new Cell(CellKind.Code, string.Join('\n', lines.Prepend("// Parameters")), InjectedTag, metadata));
        return result;
    }

    private static List<Parameter> Declared(string source)
    {
        return [.. (CSharpCell.Parse(source)?.Members ?? []).OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables.Select(variable => new Parameter(
            variable.Identifier.ValueText,
            field.Declaration.Type.IsVar ? Inferred(variable.Initializer?.Value) : field.Declaration.Type.ToString(),
            field.Modifiers.Any(SyntaxKind.ConstKeyword),
            variable.Initializer?.Value.ToString() ?? "default")))];
    }

    private static string Inferred(ExpressionSyntax? value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Token.Value switch
        {
            bool => "bool",
            int => "int",
            long => "long",
            float => "float",
            double => "double",
            decimal => "decimal",
            string => "string",
            _ => "var",
        },
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } negative => Inferred(negative.Operand),
        InterpolatedStringExpressionSyntax => "string",
        _ => "var",
    };

    private static string Assignment(string name, string value, List<Parameter> parameters)
    {
        var parameter = parameters.LastOrDefault(parameter => parameter.Name == name)
            ?? throw new NotebookParameterException(parameters.Count == 0
                ? $"'{name}' is not a parameter: the cell tagged '{Tag}' declares none"
                : $"'{name}' is not a parameter of this notebook; there are: {string.Join(", ", parameters)}");
        var literal = Literal(parameter, value);
        // A constant cannot be assigned, but the next cell may declare its name anew.
        return parameter.IsConstant ? $"const {parameter.Type} {name} = {literal};" : $"{name} = {literal};";
    }

    private static string Literal(Parameter parameter, string value)
    {
        var type = parameter.Type.TrimEnd('?');
        if (parameter.Type.EndsWith('?') && value == "null")
            return "null";
        return type switch
        {
            "bool" => bool.TryParse(value, out var flag) ? (flag ? "true" : "false") : throw DoesNotFit("true or false"),
            "int" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture)
                : throw DoesNotFit($"a whole number from {int.MinValue} to {int.MaxValue}"),
            "long" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole.ToString(CultureInfo.InvariantCulture) + "L"
                : throw DoesNotFit("a whole number of 64 bits"),
            "float" => float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
                ? number.ToString("R", CultureInfo.InvariantCulture) + "f"
                : throw DoesNotFit("a number such as 0.5 or 1e-3"),
            "double" => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number.ToString("R", CultureInfo.InvariantCulture) + "d"
                : throw DoesNotFit("a number such as 0.5 or 1e-3"),
            "decimal" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number.ToString(CultureInfo.InvariantCulture) + "m"
                : throw DoesNotFit("a number such as 0.5"),
            "string" or "String" => SymbolDisplay.FormatLiteral(value, quote: true),
            _ => throw new NotebookParameterException(
                $"'{parameter.Name}' cannot be set: its declaration '{parameter}' is not a bool, int, long, float, double, decimal or string"),
        };

        NotebookParameterException DoesNotFit(string expected) =>
            new($"'{value}' is not a value for '{parameter}': {expected} would be");
    }
}
