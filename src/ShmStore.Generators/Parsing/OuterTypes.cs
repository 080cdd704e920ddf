using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>The types around a nested one.</summary>
internal static class OuterTypes
{
    /// <summary>The type itself, then the types that it is nested in, from the inside out.</summary>
    public static IEnumerable<INamedTypeSymbol> SelfAndOuter(this INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? outer = type; outer is not null; outer = outer.ContainingType)
            yield return outer;
    }

    /// <summary>The type, or one around it, has no name yet: it is being typed, and what would be generated for it could not be compiled.</summary>
    public static bool IsHalfTyped(this INamedTypeSymbol type) => type.SelfAndOuter().Any(static level => level.Name.Length == 0);
}
