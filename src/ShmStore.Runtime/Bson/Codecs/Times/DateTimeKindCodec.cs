using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateTime"/> of a declared kind as UTC milliseconds.</summary>
/// <typeparam name="TKind">What kind of time the member holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeKindCodec<TKind> : IFixedCodec<DateTime, long>, IBsonView<DateTime>
    where TKind : struct, IDateTimeKind
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateTime value) => ElementType.DateTime;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateTime value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static DateTime Read(ElementView element) => UtcTime.To<TKind>(element, DateTimeCodec.Read(element));

    /// <inheritdoc/>
    public static DateTime View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(DateTime value) => DateTimeCodec.ToRaw(TKind.ToUtc(value));

    /// <inheritdoc/>
    public static DateTime FromRaw(long raw) => UtcTime.To<TKind>(DateTimeCodec.FromRaw(raw));

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => DateTimeCodec.IsReadable(raw) && TKind.TryFromUtc(DateTimeCodec.FromRaw(raw), out _);
}
