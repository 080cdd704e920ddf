using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateTime"/> as a 64-bit integer: UTC ticks of 100 ns since the year 1, so nothing is cut off.</summary>
/// <typeparam name="TKind">What kind of time the member holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeTicksCodec<TKind> : IFixedCodec<DateTime, long>, IBsonView<DateTime>
    where TKind : struct, IDateTimeKind
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateTime value) => ElementType.Int64;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateTime value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static DateTime Read(ElementView element) =>
        UtcTime.To<TKind>(element, new DateTime(TickCount.Read(element, DateTime.MaxValue.Ticks, "DateTime"), DateTimeKind.Utc));

    /// <inheritdoc/>
    public static DateTime View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(DateTime value) => TKind.ToUtc(value).Ticks;

    /// <inheritdoc/>
    public static DateTime FromRaw(long raw) =>
        UtcTime.To<TKind>(new DateTime(TickCount.Checked(raw, DateTime.MaxValue.Ticks, "DateTime"), DateTimeKind.Utc));

    /// <inheritdoc/>
    public static bool IsReadable(long raw) =>
        TickCount.IsIn(raw, DateTime.MaxValue.Ticks) && TKind.TryFromUtc(new DateTime(raw, DateTimeKind.Utc), out _);
}
