using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Parsing.Objects;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Finds out whether values can be sorted, which collections that are sorted find out only when the second one is added.</summary>
internal static class Comparables
{
    private const string Generic = "System.IComparable`1";
    private const string NotGeneric = "System.IComparable";

    /// <summary>The failure of a sorted collection whose items cannot be compared; null if they can.</summary>
    /// <param name="collection">The collection's type.</param>
    /// <param name="what">What is sorted of it, in the plural.</param>
    /// <param name="item">The type of these.</param>
    public static FieldTypeResult? Problem(ITypeSymbol collection, string what, ITypeSymbol item)
    {
        if (CanBeCompared(item))
            return null;
        string name = CSharpNames.Display(item.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
        return FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(collection), $"its {what} are sorted, and '{name}' implements neither IComparable<{name}> nor IComparable");
    }

    private static bool CanBeCompared(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => CanBeCompared(nullable.TypeArguments[0]),
        // They implement it, and compare their items.
        INamedTypeSymbol { Name: "ValueTuple" or "Tuple", Arity: > 0, ContainingType: null } tuple when CSharpNames.NamespacePrefix(tuple) == "System." => tuple.TypeArguments.All(CanBeCompared),
        _ when type.AllInterfaces.Any(contract => contract.Is(NotGeneric) || (contract.OriginalDefinition.Is(Generic) && IsOrHas(type, contract.TypeArguments[0]))) => true,
        // The values are of these types.
        INamedTypeSymbol named when named.FindAttribute(KnownNames.SharedObjectAttribute) is not null =>
            KnownTypes.Of(named, new DiagnosticSink()) is { Count: > 0 } known && known.TrueForAll(static known => known.AllInterfaces.Any(static contract => contract.Is(NotGeneric))),
        _ => false,
    };

    // What compares values of a base type compares those of the type.
    private static bool IsOrHas(ITypeSymbol type, ITypeSymbol compared)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, compared))
                return true;
        }

        return type.AllInterfaces.Contains(compared, SymbolEqualityComparer.Default);
    }
}
