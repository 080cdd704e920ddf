using ShmStore.Bson;

namespace ShmStore.Store.Exchange;

/// <summary>An atomic as an exported document: <c>{ value: … }</c>.</summary>
internal readonly record struct AtomicDocument<T, TCodec>(T Value) : ISharedObject<AtomicDocument<T, TCodec>>
    where TCodec : struct, IBsonCodec<T>
{
    private static ReadOnlySpan<byte> Template => [0, 0, 0, 0];

    static FixedLayout ISharedObject<AtomicDocument<T, TCodec>>.FixedLayout => new(Template, Template);

    static bool ISharedObject<AtomicDocument<T, TCodec>>.IsImmutable => true;

    /// <summary>Reads the value of an exported atomic.</summary>
    /// <exception cref="BsonFormatException">It is missing or of another type.</exception>
    public static T ValueOf(ReadOnlySpan<byte> document)
    {
        BsonValidation.Validate(document);
        return new DocumentView(document).Get<T, TCodec>("value"u8, required: true);
    }

    /// <summary>The document of a value.</summary>
    public static byte[] Of(T value)
    {
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        return encoder.Encode(new AtomicDocument<T, TCodec>(value)).ToArray();
    }

    static void ISharedObject<AtomicDocument<T, TCodec>>.Write(ref DocumentWriter writer, AtomicDocument<T, TCodec> value)
    {
        int start = writer.BeginDocument(Template);
        writer.Element<T, TCodec>("value"u8, value.Value);
        writer.EndDocument(start);
    }

    static AtomicDocument<T, TCodec> ISharedObject<AtomicDocument<T, TCodec>>.Read(in DocumentView document) =>
        new(document.Get<T, TCodec>("value"u8, required: true));
}
