using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing;

/// <summary>Whether values of a type can be null at run time, whatever its annotations say.</summary>
internal static class Nullability
{
    /// <summary>A reference type, or a nullable value type.</summary>
    public static bool CanBeNull(this ITypeSymbol type) => type.IsReferenceType || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>The type of the value of a nullable value type; any other type itself.</summary>
    public static ITypeSymbol WithoutNull(this ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
