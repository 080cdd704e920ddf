using System.ComponentModel;
using System.Globalization;

namespace ShmStore.Bson;

/// <summary><see cref="DateOnly"/> as a 64-bit integer: ticks of 100 ns since the year 1, at midnight.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyTicksCodec : IFixedCodec<DateOnly, long>, IBsonView<DateOnly>
{
    private const string Expected = "the ticks of a date";

    /// <inheritdoc/>
    public static ElementType TypeOf(DateOnly value) => ElementType.Int64;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateOnly value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static DateOnly Read(ElementView element)
    {
        long ticks = LosslessNumber.ReadInt64(element);
        return IsReadable(ticks) ? FromRaw(ticks) : throw LosslessNumber.OutOfRange(element, ticks, Expected);
    }

    /// <inheritdoc/>
    public static DateOnly View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(DateOnly value) => value.DayNumber * TimeSpan.TicksPerDay;

    /// <inheritdoc/>
    public static DateOnly FromRaw(long raw) => IsReadable(raw)
        ? DateOnly.FromDayNumber((int)(raw / TimeSpan.TicksPerDay))
        : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", string.Create(CultureInfo.InvariantCulture, $"{raw} are not {Expected}"));

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => TickCount.IsIn(raw, DateTime.MaxValue.Ticks) && raw % TimeSpan.TicksPerDay == 0;
}
