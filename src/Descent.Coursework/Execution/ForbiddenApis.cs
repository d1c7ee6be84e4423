using Descent.Notebooks.Kernel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Descent.Coursework.Execution;

/// <summary>
/// Finds in the code of an answer what its exercise forbids, by what names mean and not by how they are spelled. As nothing but the code
/// that is looked at here ever runs, the ways round it are closed too: reflection, <c>dynamic</c>, pointers, loading code.
/// </summary>
internal static class ForbiddenApis
{
    private const string NoWayRound = "an exercise that forbids parts of the library forbids the ways round that, too";

    private static readonly ForbiddenApi[] WaysRound =
    [
        .. new[]
        {
            "System.Reflection", "System.Runtime.Loader", "System.Runtime.InteropServices", "System.Linq.Expressions", "Microsoft.CSharp",
            "System.Activator", "System.AppDomain", "System.AppContext", "System.Type.GetMethod", "System.Type.GetMethods", "System.Type.GetProperty",
            "System.Type.GetProperties", "System.Type.GetField", "System.Type.GetFields", "System.Type.GetMember", "System.Type.GetMembers",
            "System.Type.GetConstructor", "System.Type.GetConstructors", "System.Type.GetType", "System.Type.InvokeMember", "System.Type.GetInterface",
            "System.Type.Assembly", "System.Delegate.CreateDelegate", "System.Delegate.DynamicInvoke", "System.Runtime.CompilerServices.UnsafeAccessorAttribute",
            "System.Runtime.CompilerServices.Unsafe", "System.ComponentModel", "System.Diagnostics.Process",
        }.Select(name => new ForbiddenApi(name, NoWayRound)),
    ];

    /// <summary>What honest code asks of a type: its name.</summary>
    private const string Harmless = "System.Reflection.MemberInfo.Name";

    /// <summary>The first use of something forbidden, as an error; null when there is none.</summary>
    public static CellError? Find(CSharpCompilation compilation, IReadOnlyList<ForbiddenApi> forbidden)
    {
        if (forbidden.Count == 0)
            return null;
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        ForbiddenApi[] all = [.. forbidden, .. WaysRound];
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is UnsafeStatementSyntax or PointerTypeSyntax or FunctionPointerTypeSyntax)
                return Error(node, node is UnsafeStatementSyntax ? "unsafe" : node.ToString(), NoWayRound);
            if (node is NameSyntax or MemberAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or MemberBindingExpressionSyntax or AttributeSyntax)
            {
                var found = model.GetSymbolInfo(node);
                foreach (var symbol in found.Symbol is { } one ? [one] : found.CandidateSymbols)
                {
                    if (Match(symbol, all) is { } match)
                        return Error(node, Short(symbol), match.Reason);
                }
            }
            if (node is ExpressionSyntax expression && model.GetTypeInfo(expression) is var types)
            {
                if (types.Type is { TypeKind: TypeKind.Dynamic })
                    return Error(node, "dynamic", NoWayRound);
                if ((types.Type is { } type && Match(type, all) is { } ofType ? (type, ofType) : types.ConvertedType is { } converted && Match(converted, all) is { } ofConverted ? (converted, ofConverted) : default)
                    is ({ } used, { } reason))
                {
                    return Error(node, Short(used), reason.Reason);
                }
            }
        }
        return null;
    }

    /// <summary>The rule that the symbol, its type, or its namespace falls under.</summary>
    private static ForbiddenApi? Match(ISymbol symbol, ForbiddenApi[] forbidden)
    {
        if (symbol is IAliasSymbol alias)
            symbol = alias.Target;
        // Naming a namespace uses nothing of it yet.
        if (symbol is INamespaceSymbol)
            return null;
        if (symbol is IMethodSymbol { AssociatedSymbol: { } property })
            symbol = property;
        if (FullName(symbol) == Harmless)
            return null;
        for (ISymbol? part = symbol.OriginalDefinition; part is not null and not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingSymbol)
        {
            if (part is ITypeSymbol or INamespaceSymbol or { DeclaredAccessibility: Accessibility.Public } && Named(part, forbidden) is { } match)
                return match;
            // A kind of something forbidden is forbidden; but types are kinds of members to reflection only.
            for (var kind = part.Name == nameof(Type) ? null : (part as ITypeSymbol)?.BaseType; kind is { SpecialType: SpecialType.None }; kind = kind.BaseType)
            {
                if (Named(kind.OriginalDefinition, forbidden) is { } above)
                    return above;
            }
        }
        return null;
    }

    private static ForbiddenApi? Named(ISymbol symbol, ForbiddenApi[] forbidden)
    {
        var name = FullName(symbol);
        return forbidden.FirstOrDefault(api => api.Name == name);
    }

    private static string FullName(ISymbol symbol)
    {
        var name = symbol.Name;
        for (var part = symbol.ContainingSymbol; part is not null and not INamespaceSymbol { IsGlobalNamespace: true }; part = part.ContainingSymbol)
            name = $"{part.Name}.{name}";
        return name;
    }

    private static string Short(ISymbol symbol)
    {
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor })
            return symbol.ContainingType.Name;
        return symbol is ITypeSymbol || symbol.ContainingType is null ? symbol.Name : $"{symbol.ContainingType.Name}.{symbol.Name}";
    }

    private static CellError Error(SyntaxNode node, string what, string why)
    {
        var span = (node is MemberAccessExpressionSyntax access ? access.Name : node).GetLocation().GetLineSpan();
        var message = $"{what} is not allowed here: {why}";
        return new CellError(CompilerHost.RefusalName, message, [message], new CellPlace(span.Path, span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1), null);
    }
}
