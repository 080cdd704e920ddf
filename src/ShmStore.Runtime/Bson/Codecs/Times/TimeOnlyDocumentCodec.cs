using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="TimeOnly"/> as a document of its parts, from the hour to the nanosecond, and its ticks; the ticks are read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TimeOnlyDocumentCodec : IBsonCodec<TimeOnly>, IBsonView<TimeOnly>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(TimeOnly value) => ElementType.Document;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TimeOnly value)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<int, Int32Codec>("Hour"u8, value.Hour);
        writer.Element<int, Int32Codec>("Minute"u8, value.Minute);
        writer.Element<int, Int32Codec>("Second"u8, value.Second);
        writer.Element<int, Int32Codec>("Millisecond"u8, value.Millisecond);
        writer.Element<int, Int32Codec>("Microsecond"u8, value.Microsecond);
        writer.Element<int, Int32Codec>("Nanosecond"u8, value.Nanosecond);
        writer.Element<long, Int64Codec>(TimeFields.Ticks, value.Ticks);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static TimeOnly Read(ElementView element)
    {
        long ticks = element.AsDocument().Get<long, Int64Codec>(TimeFields.Ticks, required: true);
        return TickCount.IsIn(ticks, TimeOnly.MaxValue.Ticks)
            ? new TimeOnly(ticks)
            : throw LosslessNumber.OutOfRange(element, ticks, "the ticks of a TimeOnly");
    }

    /// <inheritdoc/>
    public static TimeOnly View(ElementView element) => Read(element);
}
