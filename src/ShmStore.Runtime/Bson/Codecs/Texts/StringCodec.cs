using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary><see cref="string"/> as a string. Text with a lone surrogate is refused; zero characters are kept.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringCodec : IBsonCodec<string>, IBsonView<Utf8View>
{
    private const int TextStart = sizeof(int);

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(string value, Span<byte> destination, out ElementType type)
    {
        type = ElementType.String;
        return TryWriteAscii(value, ref MemoryMarshal.GetReference(destination), destination.Length);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string Read(ElementView element) =>
        TryText(element, out ReadOnlySpan<byte> text) && Utf8Text.TryDecode(text) is { } decoded ? decoded : Fail(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Utf8View View(ElementView element) =>
        TryText(element, out ReadOnlySpan<byte> text) ? new Utf8View(text) : ViewOther(element);

    /// <summary>The text of a string element, not checked to be UTF-8.</summary>
    /// <exception cref="BsonFormatException">Not a string, or a malformed one.</exception>
    internal static ReadOnlySpan<byte> Text(ElementView element)
    {
        if (!TryText(element, out ReadOnlySpan<byte> text))
            Fail(element);
        return text;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out string value)
    {
        if (type == ElementType.String && rest.Length > TextStart)
        {
            // Read once: what is checked is what is used. It counts the closing zero; as an unsigned number, 0 and less is too much.
            ref byte start = ref MemoryMarshal.GetReference(rest);
            int length = Unsafe.ReadUnaligned<int>(ref start) - 1;
            if ((uint)length < (uint)(rest.Length - TextStart) && Unsafe.Add(ref start, TextStart + length) == 0
                && RecentTexts.Get(MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref start, TextStart), length)) is { } text)
            {
                value = text;
                return TextStart + length + 1;
            }
        }
        value = null!;
        return -1;
    }

    // A call for all of it: what the caller knows of its place would lie on the stack across a call for the text alone, and be loaded again behind it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int TryWriteAscii(string value, ref byte destination, int room)
    {
        if (value is null || value.Length >= room - TextStart || !AsciiText.TryNarrow(value, ref Unsafe.Add(ref destination, TextStart)))
            return -1;
        Unsafe.Add(ref destination, TextStart + value.Length) = 0;
        Unsafe.WriteUnaligned(ref destination, value.Length + 1);
        return TextStart + value.Length + 1;
    }

    // The length was read once, when the element was measured: 4 bytes for it, then the text and its zero.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryText(ElementView element, out ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> value = element.Value;
        if (element.Type != ElementType.String || value.Length < TextStart + 1 || value[^1] != 0)
        {
            text = default;
            return false;
        }
        text = value[TextStart..^1];
        return true;
    }

    private static Utf8View ViewOther(ElementView element)
    {
        if (!element.IsNull)
            Fail(element);
        return default;
    }

    [DoesNotReturn]
    private static string Fail(ElementView element)
    {
        if (element.Type != ElementType.String)
            throw element.Mismatch("a string");
        if (!TryText(element, out ReadOnlySpan<byte> text))
            throw element.Error(BsonFormatReason.BadString, "the closing zero is missing");
        throw Utf8Text.Invalid(element, text, TextStart);
    }
}
