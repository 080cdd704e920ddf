using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A value as a string in its text format.</summary>
/// <typeparam name="T">The .NET type.</typeparam>
/// <typeparam name="TFormat">Its format.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TextCodec<T, TFormat> : IBsonCodec<T>, IBsonView<T>
    where T : struct
    where TFormat : struct, ITextFormat<T>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(T value) => ElementType.String;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, T value)
    {
        using var text = new FormattedText<T, TFormat>(value, stackalloc byte[FormattedText<T, TFormat>.ShortBytes]);
        writer.WriteUtf8(text.Utf8);
    }

    /// <inheritdoc/>
    public static T Read(ElementView element)
    {
        ReadOnlySpan<byte> text = StringCodec.Text(element);
        return TFormat.TryParse(text, out T value) ? value : throw Unreadable(element, text);
    }

    /// <inheritdoc/>
    public static T View(ElementView element) => Read(element);

    private static BsonFormatException Unreadable(ElementView element, ReadOnlySpan<byte> text) =>
        TFormat.Problem(text) is { } problem ? element.Error(BsonFormatReason.ValueOutOfRange, problem) : TextError.Of(element, text, typeof(T).Name);
}
