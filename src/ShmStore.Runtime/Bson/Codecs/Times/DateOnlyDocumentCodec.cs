using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary><see cref="DateOnly"/> as a document of UTC milliseconds and ticks; the ticks are read.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyDocumentCodec : IBsonCodec<DateOnly>, IBsonView<DateOnly>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(DateOnly value) => ElementType.Document;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, DateOnly value) =>
        TimeFields.Write(ref writer, value.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    /// <inheritdoc/>
    public static DateOnly Read(ElementView element)
    {
        DateTime midnight = TimeFields.Read(element);
        return midnight.TimeOfDay == TimeSpan.Zero
            ? DateOnly.FromDateTime(midnight)
            : throw element.Error(BsonFormatReason.ValueOutOfRange, UtcTime.Problem(midnight));
    }

    /// <inheritdoc/>
    public static DateOnly View(ElementView element) => Read(element);
}
