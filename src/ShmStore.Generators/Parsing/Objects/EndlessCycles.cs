using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Parsing.FieldTypes;

namespace ShmStore.Generators.Parsing.Objects;

/// <summary>Finds members through which every object of a type would contain another one of the same type.</summary>
internal static class EndlessCycles
{
    /// <summary>Reports each member of the type that leads back to it through members that are never null and no lists.</summary>
    public static void Report(INamedTypeSymbol type, List<MemberCandidate> members, DiagnosticSink sink)
    {
        foreach (MemberCandidate member in members)
        {
            HashSet<ISymbol> visited = new(SymbolEqualityComparer.Default);
            if (Held(member).Select(held => FindPath(held, type, visited)).FirstOrDefault(static path => path is not null) is not { } path)
                continue;
            sink.Report(ObjectRules.EndlessCycle, member.Symbol, type.Name, member.Symbol.Name, $"{type.Name}.{member.Symbol.Name}{path}");
        }
    }

    // The way from a type to the target as text, empty if it is the target already, null if there is none.
    private static string? FindPath(INamedTypeSymbol from, INamedTypeSymbol target, HashSet<ISymbol> visited)
    {
        // Whatever their arguments: a generic type that holds itself over others does so again, over longer and longer ones perhaps.
        if (SymbolEqualityComparer.Default.Equals(from.OriginalDefinition, target.OriginalDefinition))
            return "";
        if (!visited.Add(from.OriginalDefinition))
            return null;
        foreach (MemberCandidate member in MemberCollector.Collect(from).Where(static member => !member.IsComputed))
        {
            foreach (INamedTypeSymbol held in Held(member))
            {
                if (FindPath(held, target, visited) is { } rest)
                    return $" → {from.Name}.{member.Symbol.Name}{rest}";
            }
        }

        return null;
    }

    private static IReadOnlyList<INamedTypeSymbol> Held(MemberCandidate member) => FieldTypeParser.Describe(member.Type, FieldOptions.Of(member.Declared)).Held;
}
