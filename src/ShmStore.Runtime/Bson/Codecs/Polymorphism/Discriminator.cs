using System.Buffers;

namespace ShmStore.Bson;

/// <summary>The element that names the type of an object: a string, or an array of the names from a hierarchy's root down.</summary>
internal static class Discriminator
{
    /// <summary>The element's name, which is MongoDB's.</summary>
    public static ReadOnlySpan<byte> ElementName => "_t"u8;

    /// <summary>Encodes the element.</summary>
    /// <returns>Its bytes; none for no names.</returns>
    public static byte[] Encode(ReadOnlySpan<string> names)
    {
        if (names.IsEmpty)
            return [];
        var writer = new DocumentWriter(Array.Empty<byte>());
        if (names.Length == 1)
            writer.Element<string, StringCodec>(ElementName, names[0]);
        else
            writer.Element<string[], ArrayCodec<string, StringCodec>>(ElementName, names.ToArray());
        byte[] element = writer.Written.ToArray();
        ArrayPool<byte>.Shared.Return(writer.Rented!);
        return element;
    }

    /// <summary>The name in the element; of several the last, which is the most derived.</summary>
    /// <exception cref="BsonFormatException">Neither a string nor an array that ends in one.</exception>
    public static ReadOnlySpan<byte> NameIn(ElementView element)
    {
        if (element.Type != ElementType.Array)
            return StringCodec.Text(element);
        ElementView last = element;
        foreach (ElementView item in element.AsArray())
            last = item;
        return StringCodec.Text(last);
    }
}
