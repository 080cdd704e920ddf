using ShmStore.Bson;
using ShmStore.Tests.Bson.Model;

namespace ShmStore.Tests.Bson.Equivalence;

/// <summary>One way to read an element by its name.</summary>
/// <param name="Own">Element types from which it must succeed, whatever their value.</param>
/// <param name="Read">Reads it.</param>
internal sealed record EveryKind(ElementType[] Own, EveryKind.ByName Read)
{
    /// <summary>Reads an element of a document.</summary>
    public delegate void ByName(DocumentView document, ReadOnlySpan<byte> name);

    private static readonly ElementType[] None = [];

    /// <summary>All codecs and views.</summary>
    public static IReadOnlyList<EveryKind> All { get; } =
    [
        Codec<bool, BooleanCodec>(ElementType.Boolean),
        Codec<int, Int32Codec>(ElementType.Int32),
        Codec<long, Int64Codec>(ElementType.Int32, ElementType.Int64),
        Codec<double, DoubleCodec>(ElementType.Int32, ElementType.Double),
        Codec<decimal, DecimalCodec>(ElementType.Int32, ElementType.Int64),
        Codec<string, StringCodec>(ElementType.String),
        Codec<byte[], BinaryCodec>(),
        Codec<Guid, GuidCodec>(),
        Codec<MongoDB.Bson.ObjectId, ObjectIdCodec>(ElementType.ObjectId),
        Codec<DateTime, DateTimeCodec>(),
        Codec<Color, EnumInt32Codec<Color>>(ElementType.Int32),
        Codec<Huge, EnumInt64Codec<Huge>>(ElementType.Int32, ElementType.Int64),
        Codec<int?, NullableCodec<int, Int32Codec>>(ElementType.Int32, ElementType.Null, ElementType.Undefined),
        Codec<string?, NullableReferenceCodec<string, StringCodec>>(ElementType.String, ElementType.Null, ElementType.Undefined),
        Codec<long[], ArrayCodec<long, Int64Codec>>(),
        Codec<List<string>, ListCodec<string, StringCodec>>(),
        Codec<Position, ObjectCodec<Position>>(),
        Codec<Node?, NullableReferenceCodec<Node, ObjectCodec<Node>>>(ElementType.Null, ElementType.Undefined),
        Codec<MongoDB.Bson.BsonValue, BsonValueCodec<MongoDB.Bson.BsonValue>>([.. Enum.GetValues<ElementType>().Except([ElementType.Document, ElementType.Array, ElementType.JavaScriptWithScope, ElementType.DbPointer])]),
        new([ElementType.String, ElementType.Null], static (document, name) => Touch(document.GetView<Utf8View, StringCodec>(name, required: true))),
        new([ElementType.Null], static (document, name) => _ = document.GetView<ReadOnlySpan<byte>, BinaryCodec>(name, required: true).Length),
        new(None, static (document, name) => Touch(document.GetView<Position.View, Position.View>(name, required: true))),
        new([ElementType.Null], static (document, name) =>
        {
            foreach (int item in document.GetView<ArrayView<int, Int32Codec>, ArrayViewReader<int, Int32Codec>>(name, required: true))
                _ = item;
        }),
        new([ElementType.Null], static (document, name) =>
        {
            foreach (Utf8View item in document.GetView<ArrayView<Utf8View, StringCodec>, ArrayViewReader<Utf8View, StringCodec>>(name, required: true))
                Touch(item);
        }),
        new([ElementType.Array, ElementType.Null], static (document, name) =>
            _ = document.GetView<ArrayView<int, Int32Codec>, ArrayViewReader<int, Int32Codec>>(name, required: true).Count),
        new(Enum.GetValues<ElementType>(), static (document, name) => _ = document.Has(name)),
    ];

    private static EveryKind Codec<T, TCodec>(params ElementType[] own)
        where TCodec : struct, IBsonCodec<T> =>
        new(own, static (document, name) =>
        {
            _ = document.Get<T, TCodec>(name, required: true);
            _ = document.Tail().Next<T, TCodec>(name, required: true);
        });

    private static void Touch(Utf8View text) => _ = text.Length + text.ToString().Length + (text == "x" ? 1 : 0) + (text == "é😀" ? 1 : 0);

    private static void Touch(Position.View position)
    {
        if (!position.IsNull)
            _ = position.Quantity + position.Name.Length;
    }
}
