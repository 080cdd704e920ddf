using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>What to do about a type that cannot be stored.</summary>
internal static class UnsupportedHints
{
    private const string General = "use a supported type, or mark the member [BsonIgnore]";

    /// <summary>A hint for the type.</summary>
    public static string For(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => "the type does not exist",
        { TypeKind: TypeKind.Dynamic or TypeKind.Interface or TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer } => General,
        { SpecialType: not SpecialType.None } => General,
        { TypeKind: TypeKind.Struct } when Collections.IsOne(type) => "use an array, a list, ImmutableArray, Memory or ReadOnlyMemory, or mark the member [BsonIgnore]",
        _ when Collections.IsOne(type) => "use a supported type itself, not one derived from it, or mark the member [BsonIgnore]",
        _ when type.DeclaringSyntaxReferences.Length > 0 => $"mark '{type.Name}' [SharedObject] and make it partial, or mark the member [BsonIgnore]",
        _ => General,
    };
}
