using System.Buffers.Binary;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A byte array as binary data of subtype 0; the old subtype 2 is read too, others are refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BinaryCodec : IBsonCodec<byte[]>, IBsonView<ReadOnlySpan<byte>>
{
    /// <summary>The deprecated subtype of binary data that repeats its length inside.</summary>
    internal const byte OldSubtype = 2;

    private const int HeadBytes = sizeof(int) + 1;
    private const byte Generic = 0;

    /// <inheritdoc/>
    public static ElementType TypeOf(byte[] value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Binary;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, byte[] value) => WriteBytes(ref writer, value);

    /// <inheritdoc/>
    public static byte[] Read(ElementView element) => Content(element).ToArray();

    /// <inheritdoc/>
    public static ReadOnlySpan<byte> View(ElementView element) => element.IsNull ? default : Content(element);

    /// <summary>Writes bytes as data of subtype 0.</summary>
    internal static void WriteBytes(ref DocumentWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.WriteInt32(bytes.Length);
        writer.WriteByte(Generic);
        writer.WriteBytes(bytes);
    }

    private static ReadOnlySpan<byte> Content(ElementView element)
    {
        if (element.Type != ElementType.Binary)
            throw element.Mismatch("binary data");
        byte subtype = element.Value[sizeof(int)];
        ReadOnlySpan<byte> content = element.Value[HeadBytes..];
        return subtype switch
        {
            Generic => content,
            OldSubtype => Inner(element, content),
            _ => throw element.Error(BsonFormatReason.TypeMismatch, $"binary data of subtype {subtype} where subtype {Generic} is expected"),
        };
    }

    // Subtype 2 repeats the length in front of the data.
    private static ReadOnlySpan<byte> Inner(ElementView element, ReadOnlySpan<byte> content)
    {
        if (content.Length < sizeof(int) || BinaryPrimitives.ReadInt32LittleEndian(content) != content.Length - sizeof(int))
            throw element.Error(BsonFormatReason.BadBinary, "the inner length differs from the outer one", HeadBytes);
        return content[sizeof(int)..];
    }
}
