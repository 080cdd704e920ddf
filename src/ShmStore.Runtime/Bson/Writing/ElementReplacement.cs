namespace ShmStore.Bson;

/// <summary>Changes one element of a document and leaves everything else as it is: elements that no member has, and their order.</summary>
internal static class ElementReplacement
{
    /// <summary>Writes a copy of a document in which an element has another value. Where there is none of its name, it comes last.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="document">A whole document.</param>
    /// <param name="name">The element's UTF-8 name.</param>
    /// <param name="value">The value, which is written as its codec writes it, whatever type the element had.</param>
    /// <exception cref="ArgumentException">The value cannot be represented, or the document becomes too long.</exception>
    /// <exception cref="BsonFormatException">The document is too short to be one, or an element on the way is malformed.</exception>
    public static void Write<TField, TCodec>(ref DocumentWriter writer, DocumentView document, scoped ReadOnlySpan<byte> name, TField value)
        where TCodec : struct, IBsonCodec<TField>
    {
        ReadOnlySpan<byte> bytes = document.Bytes;
        if (bytes.Length < ElementSize.EmptyDocument)
            throw new BsonFormatException(BsonFormatReason.BadDocumentLength, document.Origin, "", $"{bytes.Length} bytes are no document");
        ReadOnlySpan<byte> before = bytes[sizeof(int)..^1];
        ReadOnlySpan<byte> after = default;
        if (document.TryFind(name, out ElementView element))
        {
            int start = element.Origin - document.Origin;
            before = bytes[sizeof(int)..start];
            after = bytes[(start + element.Length)..^1];
        }
        int begin = writer.BeginDocument([0, 0, 0, 0]);
        writer.WriteBytes(before);
        writer.Element<TField, TCodec>(name, value);
        writer.WriteBytes(after);
        writer.EndDocument(begin);
    }
}
