using Microsoft.CodeAnalysis;
using ShmStore.Bson;
using ShmStore.Generators.Diagnostics;
using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>MongoDB.Bson's own values, which hold any element as it is.</summary>
internal sealed class BsonValueKind : IFieldTypeKind
{
    private const string Root = "MongoDB.Bson.BsonValue";

    // What reading makes. Others are written as one of these too, and would come back as that.
    private static readonly string[] Made =
    [
        "BsonValue", "BsonDocument", "BsonArray", "BsonDouble", "BsonString", "BsonBinaryData", "BsonUndefined", "BsonObjectId", "BsonBoolean", "BsonDateTime", "BsonNull",
        "BsonRegularExpression", "BsonJavaScript", "BsonSymbol", "BsonJavaScriptWithScope", "BsonInt32", "BsonTimestamp", "BsonInt64", "BsonDecimal128", "BsonMinKey", "BsonMaxKey",
    ];

    /// <inheritdoc/>
    public FieldTypeResult? TryParse(ITypeSymbol type, FieldTypeParser parser)
    {
        if (!Bases(type).Any(static level => level.Is(Root)) || CSharpNames.NamespacePrefix(type) != "MongoDB.Bson.")
            return null;
        if (!Made.Contains(type.Name, StringComparer.Ordinal))
            return FieldTypeResult.Failed(MemberRules.UnsupportedType, CSharpNames.Display(type), "reading would make another type of it, use BsonDocument, BsonArray or BsonValue");
        string name = CSharpNames.QualifiedNotNull(type);
        string codec = Codecs.Generic("BsonValueCodec", name);
        FieldType description = type.Name switch
        {
            "BsonDocument" => InPlace(name, codec, Codecs.Plain("DocumentView"), Codecs.Plain("DocumentReader"), "document"),
            "BsonArray" => InPlace(name, codec, Codecs.Generic("ArrayView", Codecs.Plain("ElementView"), Codecs.Plain("ElementReader")), Codecs.Plain("BsonArrayReader"), "array"),
            "BsonTimestamp" => Scalars.Fixed(name, Codecs.Plain("BsonTimestampCodec"), ElementType.Timestamp).Type! with { IsReference = true },
            "BsonRegularExpression" => Scalars.Reference(name, codec, "regex"),
            _ => InPlace(name, codec, Codecs.Plain("ElementView"), Codecs.Plain("ElementReader"), "any"),
        };
        return new(description with { IsBsonValue = true });
    }

    private static FieldType InPlace(string type, string codec, string view, string reader, string schema) =>
        new(type, codec, view, reader, ViewIsRefStruct: true, schema, AllowsNull: false, IsReference: true, Fixed: null);

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
            yield return level;
    }
}
