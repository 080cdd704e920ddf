using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Types as the runtime has them, without what the compiler alone knows: the names of a tuple's items, <c>dynamic</c>, and annotations.</summary>
internal static class RuntimeTypes
{
    /// <summary>Whether both are the same type to the runtime.</summary>
    public static bool AreSame(ITypeSymbol one, ITypeSymbol other) => (one, other) switch
    {
        _ when IsObject(one) => IsObject(other),
        (IArrayTypeSymbol first, IArrayTypeSymbol second) => first.Rank == second.Rank && AreSame(first.ElementType, second.ElementType),
        (INamedTypeSymbol first, INamedTypeSymbol second) => AreSameNamed(first, second),
        _ => SymbolEqualityComparer.Default.Equals(one, other),
    };

    // The definition of a tuple has no names.
    private static bool AreSameNamed(INamedTypeSymbol one, INamedTypeSymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition)
        && (one.ContainingType is not { } outer || AreSame(outer, other.ContainingType))
        && one.TypeArguments.Zip(other.TypeArguments, AreSame).All(static same => same);

    private static bool IsObject(ITypeSymbol type) => type is IDynamicTypeSymbol or { SpecialType: SpecialType.System_Object };
}
