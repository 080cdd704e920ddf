using Microsoft.CodeAnalysis;
using ShmStore.Generators.Parsing.FieldTypes;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>The types that an atomic may have.</summary>
internal static class AtomicTypes
{
    /// <summary>The type in the schema; null if no atomic can have it.</summary>
    public static string? Schema(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_Double or SpecialType.System_Boolean
            ? FieldTypeParser.Describe(type).Type!.Schema
            : null;
}
