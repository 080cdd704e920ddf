using Microsoft.CodeAnalysis;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>The types that the run-time keys of a map may have.</summary>
internal static class MapKeyTypes
{
    /// <summary>The type of a map's keys; null after reporting that it cannot be one.</summary>
    public static MapKeyType? Parse(IPropertySymbol property, ITypeSymbol type, DiagnosticSink sink)
    {
        if (type.NullableAnnotation != NullableAnnotation.Annotated && Schema(type) is { } schema)
            return new MapKeyType(CSharpNames.QualifiedNotNull(type), schema);
        sink.Report(StoreRules.UnsupportedMapKey, property, property.Name, CSharpNames.Display(type), Hint(type));
        return null;
    }

    /// <summary>How keys of the type are stored; null if they cannot be.</summary>
    public static string? Schema(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => "string",
        { SpecialType: SpecialType.System_Int32 } => "int32",
        { SpecialType: SpecialType.System_Int64 } or { TypeKind: TypeKind.Enum } => "int64",
        IArrayTypeSymbol { IsSZArray: true, ElementType.SpecialType: SpecialType.System_Byte } => "binary",
        _ when type.Is("System.Guid") => "uuid",
        _ when type.Is("MongoDB.Bson.ObjectId") => "objectId",
        _ => null,
    };

    private static string Hint(ITypeSymbol type) => type switch
    {
        { NullableAnnotation: NullableAnnotation.Annotated } => "remove the '?', every entry has a key",
        { SpecialType: SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char } => "use int",
        { SpecialType: SpecialType.System_UInt32 or SpecialType.System_UInt64 } => "use long",
        _ => "use string, int, long, Guid, ObjectId, byte[] or an enum",
    };
}
