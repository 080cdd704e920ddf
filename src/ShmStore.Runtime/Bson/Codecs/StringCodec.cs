using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary><see cref="string"/> as a string. Text with a lone surrogate is refused; zero characters are kept.</summary>
public readonly struct StringCodec : IBsonCodec<string>, IBsonView<Utf8View>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ElementType TypeOf(string value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.String;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, string value) => writer.WriteString(value);

    /// <inheritdoc/>
    public static string Read(ElementView element)
    {
        ReadOnlySpan<byte> text = Text(element);
        return Utf8Text.TryDecode(text) ?? throw Utf8Text.Invalid(element, text, sizeof(int));
    }

    /// <inheritdoc/>
    public static Utf8View View(ElementView element) => element.IsNull ? default : new Utf8View(Text(element));

    // The length was read once, when the element was measured: 4 bytes for it, then the text and its zero.
    private static ReadOnlySpan<byte> Text(ElementView element)
    {
        if (element.Type != ElementType.String)
            throw element.Mismatch("a string");
        ReadOnlySpan<byte> value = element.Value;
        return value[^1] == 0 ? value[sizeof(int)..^1] : throw element.Error(BsonFormatReason.BadString, "the closing zero is missing");
    }
}
