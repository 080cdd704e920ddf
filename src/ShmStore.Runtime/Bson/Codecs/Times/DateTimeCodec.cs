using System.Buffers.Binary;
using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// <see cref="DateTime"/> as UTC milliseconds. Local times are converted to UTC, an unspecified kind is refused, and what is
/// finer than a millisecond is cut off towards 1970, as MongoDB.Bson does. <see cref="DateTime.MinValue"/> and
/// <see cref="DateTime.MaxValue"/> stand for themselves whatever their kind. Reads always give UTC.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeCodec : IFixedCodec<DateTime, long>, IBsonView<DateTime>
{
    private const long MinMilliseconds = -62135596800000;
    private const long MaxMilliseconds = 253402300799999;

    /// <inheritdoc/>
    public static int PlainSize => sizeof(long);

    /// <inheritdoc/>
    public static ElementType TypeOf(DateTime value) => ElementType.DateTime;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref DocumentWriter writer, DateTime value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static DateTime Read(ElementView element)
    {
        if (element.Type != ElementType.DateTime)
            throw element.Mismatch("a date");
        long raw = BinaryPrimitives.ReadInt64LittleEndian(element.Value);
        return IsReadable(raw) ? FromRaw(raw) : throw element.Error(BsonFormatReason.ValueOutOfRange, Problem(raw));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out DateTime value)
    {
        int size = PlainValue.TryRead(type, ElementType.DateTime, rest, out long raw);
        if (size >= 0 && IsReadable(raw))
        {
            value = FromRaw(raw);
            return size;
        }
        value = default;
        return -1;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryWritePlain(DateTime value, Span<byte> destination, out ElementType type)
    {
        type = ElementType.DateTime;
        return value.Kind == DateTimeKind.Utc ? PlainValue.TryWrite(ToRaw(value), destination) : -1;
    }

    /// <inheritdoc/>
    public static DateTime View(ElementView element) => Read(element);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToRaw(DateTime value) =>
        ((value.Kind == DateTimeKind.Utc ? value.Ticks : UtcTime.Of(value).Ticks) - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DateTime FromRaw(long raw)
    {
        // The last millisecond is how MaxValue is written, and reads back as it.
        ulong milliseconds = (ulong)(raw - MinMilliseconds);
        long ticks = milliseconds < MaxMilliseconds - MinMilliseconds ? (long)milliseconds * TimeSpan.TicksPerMillisecond : LastTicks(raw);
        return new DateTime(ticks, DateTimeKind.Utc);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsReadable(long raw) => (ulong)(raw - MinMilliseconds) <= MaxMilliseconds - MinMilliseconds;

    private static long LastTicks(long raw) => raw == MaxMilliseconds
        ? DateTime.MaxValue.Ticks
        : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", Problem(raw));

    private static string Problem(long raw) => string.Create(CultureInfo.InvariantCulture, $"{raw} ms since 1970 is beyond what a DateTime holds");
}
