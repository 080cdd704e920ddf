using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateTimeOffset"/> as a document of UTC milliseconds, exact local ticks and the zone in minutes; the last two are read. Also read from the array form.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetCodec : IBsonCodec<DateTimeOffset>, IBsonView<DateTimeOffset>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateTimeOffset value) => ElementType.Document;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateTimeOffset value)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<DateTime, DateTimeCodec>(TimeFields.DateTime, value.UtcDateTime);
        writer.Element<long, Int64Codec>(TimeFields.Ticks, value.Ticks);
        writer.Element<int, Int32Codec>(TimeFields.Offset, ZonedTime.Minutes(value));
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static DateTimeOffset Read(ElementView element)
    {
        if (element.Type == ElementType.Array)
            return DateTimeOffsetArrayCodec.Read(element);
        if (element.Type != ElementType.Document)
            throw element.Mismatch("a document or array of a time and its zone");
        DocumentView document = element.AsDocument();
        return ZonedTime.Of(element, document.Get<long, Int64Codec>(TimeFields.Ticks, required: true), document.Get<int, Int32Codec>(TimeFields.Offset, required: true));
    }

    /// <inheritdoc/>
    public static DateTimeOffset View(ElementView element) => Read(element);
}
