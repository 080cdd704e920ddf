using Microsoft.CodeAnalysis;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>How dictionary keys become the names of elements.</summary>
internal static class KeyFormats
{
    /// <summary>The runtime's text format for keys of this type; null if they have none.</summary>
    public static string? Of(ITypeSymbol key)
    {
        string name = CSharpNames.QualifiedNotNull(key);
        return key switch
        {
            { SpecialType: SpecialType.System_String } => Codecs.Plain("StringFormat"),
            { SpecialType: SpecialType.System_Char } => Codecs.Plain("CharFormat"),
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_UInt64 } => Codecs.Generic("NumberFormat", name),
            { TypeKind: TypeKind.Enum } => Codecs.Generic("EnumFormat", name),
            _ when key.Is("System.Guid") => Codecs.Plain("GuidFormat"),
            _ when key.Is("MongoDB.Bson.ObjectId") => Codecs.Plain("ObjectIdFormat"),
            _ when key.Is("System.DateOnly") => Codecs.Plain("DateOnlyFormat"),
            _ => null,
        };
    }
}
