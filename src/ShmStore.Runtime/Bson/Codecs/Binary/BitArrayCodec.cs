using System.Collections;
using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>
/// <see cref="BitArray"/> as MongoDB.Bson writes it: the bytes of its bits, or a document of <c>Length</c> and <c>Bytes</c> when the last byte is not full.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BitArrayCodec : IBsonCodec<BitArray>
{
    private const int BitsPerByte = 8;

    private static ReadOnlySpan<byte> LengthField => "Length"u8;

    private static ReadOnlySpan<byte> BytesField => "Bytes"u8;

    /// <inheritdoc/>
    public static ElementType TypeOf(BitArray value)
    {
        if (value is null)
            NullMember.Throw();
        return value.Length % BitsPerByte == 0 ? ElementType.Binary : ElementType.Document;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, BitArray value)
    {
        byte[] bytes = new byte[(value.Length / BitsPerByte) + (value.Length % BitsPerByte == 0 ? 0 : 1)];
        value.CopyTo(bytes, 0);
        if (value.Length % BitsPerByte == 0)
        {
            BinaryCodec.WriteBytes(ref writer, bytes);
            return;
        }
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<int, Int32Codec>(LengthField, value.Length);
        writer.Element<byte[], BinaryCodec>(BytesField, bytes);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static BitArray Read(ElementView element)
    {
        if (element.Type == ElementType.Binary)
            return new BitArray(BinaryCodec.Read(element));
        if (element.Type != ElementType.Document)
            throw element.Mismatch("bits");
        DocumentView document = element.AsDocument();
        int length = document.Get<int, Int32Codec>(LengthField, required: true);
        byte[] bytes = document.Get<byte[], BinaryCodec>(BytesField, required: true);

        // Setting the length allocates it, whatever the bytes are.
        long full = (long)BitsPerByte * bytes.Length;
        if (length < 0 || length > full || length <= full - BitsPerByte)
            throw element.Error(BsonFormatReason.ValueOutOfRange, $"{length} bits do not end in the last of {bytes.Length} bytes");
        return new BitArray(bytes) { Length = length };
    }
}
