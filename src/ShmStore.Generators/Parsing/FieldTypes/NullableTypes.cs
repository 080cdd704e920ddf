using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>Makes the type that also allows null out of one that does not.</summary>
internal static class NullableTypes
{
    /// <summary><c>T?</c> of a value type. A view that is a ref struct has a null of its own; others need wrapping.</summary>
    public static FieldType OfValue(FieldType inner) => inner with
    {
        Type = inner.Type + "?",
        Codec = Codecs.Generic("NullableCodec", inner.Type, inner.Codec),
        View = inner.ViewIsRefStruct ? inner.View : inner.Type + "?",
        ViewReader = inner.ViewIsRefStruct ? inner.ViewReader : Codecs.Generic("NullableView", inner.Type, inner.Codec),
        Schema = SchemaTypes.Nullable(inner.Schema),
        AllowsNull = true,
        Fixed = null,
    };

    /// <summary>An annotated reference type.</summary>
    public static FieldType OfReference(FieldType inner)
    {
        (string codec, string view) = inner.IsBsonValue
            ? (Codecs.Generic("NullableBsonValueCodec", inner.Type), Codecs.Generic("NullableBsonValueCodec", inner.Type))
            : (Codecs.Generic("NullableReferenceCodec", inner.Type, inner.Codec), Codecs.Generic("NullableReferenceView", inner.Type, inner.Codec));
        return inner with
        {
            Type = inner.Type + "?",
            Codec = codec,
            View = inner.ViewIsRefStruct ? inner.View : inner.Type + "?",
            ViewReader = inner.ViewIsRefStruct ? inner.ViewReader : view,
            Schema = SchemaTypes.Nullable(inner.Schema),
            AllowsNull = true,
            Fixed = null,
        };
    }
}
