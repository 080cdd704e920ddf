using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateTimeOffset"/> as a date: UTC milliseconds, what is finer cut off towards the past. Its zone is not stored, so reads give UTC.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetDateCodec : IFixedCodec<DateTimeOffset, long>, IBsonView<DateTimeOffset>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateTimeOffset value) => ElementType.DateTime;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateTimeOffset value) => writer.WriteRaw(ToRaw(value));

    /// <inheritdoc/>
    public static DateTimeOffset Read(ElementView element) => new(DateTimeCodec.Read(element));

    /// <inheritdoc/>
    public static DateTimeOffset View(ElementView element) => Read(element);

    /// <inheritdoc/>
    public static long ToRaw(DateTimeOffset value) => value.ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public static DateTimeOffset FromRaw(long raw) => new(DateTimeCodec.FromRaw(raw));

    /// <inheritdoc/>
    public static bool IsReadable(long raw) => DateTimeCodec.IsReadable(raw);
}
