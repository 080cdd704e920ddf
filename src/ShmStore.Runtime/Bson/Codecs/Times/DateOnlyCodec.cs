using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateOnly"/> as a date: UTC midnight. Another time of day is refused on read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyCodec : IFixedCodec<DateOnly, long>, IBsonView<DateOnly>
{
    private const long MillisecondsPerDay = TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond;

    /// <inheritdoc/>
    public static ElementType TypeOf(DateOnly value) => ElementType.DateTime;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateOnly value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static DateOnly Read(ElementView element)
    {
        DateTime midnight = DateTimeCodec.Read(element);
        return midnight.TimeOfDay == TimeSpan.Zero ? DateOnly.FromDateTime(midnight) : throw element.Error(BsonFormatReason.ValueOutOfRange, UtcTime.Problem(midnight));
    }

    /// <inheritdoc/>
    public static DateOnly View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(DateOnly value) => DateTimeCodec.ToRaw(value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    /// <inheritdoc/>
    public static DateOnly FromRaw(long raw)
    {
        DateTime midnight = DateTimeCodec.FromRaw(raw);
        return midnight.TimeOfDay == TimeSpan.Zero
            ? DateOnly.FromDateTime(midnight)
            : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", UtcTime.Problem(midnight));
    }

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => DateTimeCodec.IsReadable(raw) && raw % MillisecondsPerDay == 0;
}
