using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateTimeOffset"/> as an array of its local ticks and its zone in minutes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateTimeOffsetArrayCodec : IBsonCodec<DateTimeOffset>, IBsonView<DateTimeOffset>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateTimeOffset value) => ElementType.Array;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateTimeOffset value)
    {
        int start = writer.BeginArray();
        writer.ArrayElement<long, Int64Codec>(0, value.Ticks);
        writer.ArrayElement<int, Int32Codec>(1, ZonedTime.Minutes(value));
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static DateTimeOffset Read(ElementView element)
    {
        var items = new ItemCursor(element, 2);
        long ticks = items.Next<long, Int64Codec>();
        long minutes = items.Next<int, Int32Codec>();
        items.End();
        return ZonedTime.Of(element, ticks, minutes);
    }

    /// <inheritdoc/>
    public static DateTimeOffset View(ElementView element) => Read(element);
}
