using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateTime"/> as a document of UTC milliseconds and exact UTC ticks; the ticks are read.</summary>
/// <typeparam name="TKind">What kind of time the member holds.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeDocumentCodec<TKind> : IBsonCodec<DateTime>, IBsonView<DateTime>
    where TKind : struct, IDateTimeKind
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateTime value) => ElementType.Document;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateTime value) => TimeFields.Write(ref writer, TKind.ToUtc(value));

    /// <inheritdoc/>
    public static DateTime Read(ElementView element) => UtcTime.To<TKind>(element, TimeFields.Read(element));

    /// <inheritdoc/>
    public static DateTime View(ElementView element) => Read(element);
}
