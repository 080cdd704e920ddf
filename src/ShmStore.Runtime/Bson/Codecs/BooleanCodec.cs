using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary><see cref="bool"/> as a boolean.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BooleanCodec : IFixedCodec<bool, byte>, IBsonView<bool>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(bool value) => ElementType.Boolean;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, bool value) => writer.WriteByte(ToRaw(value));

    /// <inheritdoc/>
    public static bool Read(ElementView element)
    {
        if (element.Type != ElementType.Boolean)
            throw element.Mismatch("a boolean");
        byte raw = element.Value[0];
        return IsReadable(raw) ? raw != 0 : throw element.Error(BsonFormatReason.BadBoolean, Problem(raw));
    }

    /// <inheritdoc/>
    public static bool View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static bool IsTotal => true;

    /// <inheritdoc/>
    public static byte ToRaw(bool value) => value ? (byte)1 : (byte)0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool FromRaw(byte raw)
    {
        if (!IsReadable(raw))
            throw new BsonFormatException(BsonFormatReason.BadBoolean, offset: -1, "", Problem(raw));
        return raw != 0;
    }

    /// <inheritdoc/>
    public static bool IsReadable(byte raw) => raw <= 1;

    private static string Problem(byte raw) => $"{raw} is neither 0 nor 1";
}
