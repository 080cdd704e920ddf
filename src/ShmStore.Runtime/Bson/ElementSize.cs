using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>How many bytes a value takes: the one place that knows the framing of every element type.</summary>
internal static class ElementSize
{
    /// <summary>The smallest document: a length and a terminator.</summary>
    public const int EmptyDocument = sizeof(int) + 1;

    private const byte Other = 0xFF;

    private static ReadOnlySpan<byte> Widths =>
    [
        Other, 8, Other, Other, Other, Other, 0, 12, 1, 8, 0, Other, Other, Other, Other, Other, 4, 8, 8, 16,
    ];

    /// <summary>Measures a value by its type and its own length fields.</summary>
    /// <param name="type">The type byte; may be anything.</param>
    /// <param name="rest">From the value's first byte to the end of the document, its terminator excluded.</param>
    /// <returns>The value's bytes, never more than <paramref name="rest"/> has; or the complement of a <see cref="BsonFormatReason"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Measure(byte type, ReadOnlySpan<byte> rest)
    {
        if (type == (byte)ElementType.String)
            return MeasureString(rest);
        ReadOnlySpan<byte> widths = Widths;
        if (type < widths.Length)
        {
            int width = widths[type];
            if (width != Other)
                return width <= rest.Length ? width : ~(int)BsonFormatReason.Truncated;
        }
        return MeasureVariable(type, rest);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int MeasureVariable(byte type, ReadOnlySpan<byte> rest) => (ElementType)type switch
    {
        ElementType.String or ElementType.JavaScript or ElementType.Symbol => MeasureString(rest),
        ElementType.Document or ElementType.Array => MeasureLength(rest, EmptyDocument, 0, BsonFormatReason.BadNestedLength),
        ElementType.Binary => MeasureLength(rest, 0, sizeof(int) + 1, BsonFormatReason.BadBinary),
        ElementType.JavaScriptWithScope => MeasureLength(rest, sizeof(int) + sizeof(int) + 1 + EmptyDocument, 0, BsonFormatReason.BadNestedLength),
        ElementType.Regex => MeasureRegex(rest),
        ElementType.DbPointer => MeasureDbPointer(rest),
        ElementType.MinKey or ElementType.MaxKey => 0,
        0 => ~(int)BsonFormatReason.BadTerminator,
        _ => ~(int)BsonFormatReason.UnknownElementType,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MeasureString(ReadOnlySpan<byte> rest) => MeasureLength(rest, 1, sizeof(int), BsonFormatReason.BadString);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MeasureLength(ReadOnlySpan<byte> rest, int minimum, int overhead, BsonFormatReason reason)
    {
        if (rest.Length < sizeof(int))
            return ~(int)BsonFormatReason.Truncated;
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        if (length < minimum || length > rest.Length - overhead)
            return ~(int)reason;
        return length + overhead;
    }

    private static int MeasureRegex(ReadOnlySpan<byte> rest)
    {
        int pattern = rest.IndexOf((byte)0);
        if (pattern < 0)
            return ~(int)BsonFormatReason.BadString;
        int options = rest[(pattern + 1)..].IndexOf((byte)0);
        return options < 0 ? ~(int)BsonFormatReason.BadString : pattern + 1 + options + 1;
    }

    private static int MeasureDbPointer(ReadOnlySpan<byte> rest)
    {
        int name = MeasureString(rest);
        if (name < 0)
            return name;
        return rest.Length - name < 12 ? ~(int)BsonFormatReason.Truncated : name + 12;
    }
}
