using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.FieldTypes;

/// <summary>What arrays and lists have in common: a BSON array of elements of one type.</summary>
internal static class Sequences
{
    /// <summary>Describes a sequence of the given elements.</summary>
    /// <param name="element">Its elements.</param>
    /// <param name="type">Makes the sequence's C# type, from the element's text so that both agree on nullability.</param>
    /// <param name="codec">Makes the sequence's codec of its type and its element.</param>
    /// <param name="isReference">The sequence is a reference type.</param>
    public static FieldTypeResult Of(FieldTypeResult element, Func<FieldType, string> type, Func<string, FieldType, string> codec, bool isReference = true)
    {
        if (element.Type is not { } inner)
            return element;
        string sequence = type(inner);
        return element with
        {
            Held = [],
            Type = new FieldType(
                sequence,
                codec(sequence, inner),
                Codecs.Generic("ArrayView", inner.View, inner.ViewReader),
                Codecs.Generic("ArrayViewReader", inner.View, inner.ViewReader),
                ViewIsRefStruct: true,
                SchemaTypes.Array(inner.Schema),
                AllowsNull: false,
                isReference,
                Fixed: null),
        };
    }
}
