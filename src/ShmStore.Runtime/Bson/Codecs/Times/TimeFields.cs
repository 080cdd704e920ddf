namespace ShmStore.Bson;

/// <summary>The members of times that are written as documents: milliseconds for queries, ticks for the exact value.</summary>
internal static class TimeFields
{
    /// <summary>Name of the date member.</summary>
    public static ReadOnlySpan<byte> DateTime => "DateTime"u8;

    /// <summary>Name of the exact ticks.</summary>
    public static ReadOnlySpan<byte> Ticks => "Ticks"u8;

    /// <summary>Name of the zone's offset in minutes.</summary>
    public static ReadOnlySpan<byte> Offset => "Offset"u8;

    /// <summary>Writes a document of a UTC time.</summary>
    public static void Write(ref DocumentWriter writer, DateTime utc)
    {
        int start = writer.BeginDocument([0, 0, 0, 0]);
        writer.Element<DateTime, DateTimeCodec>(DateTime, utc);
        writer.Element<long, Int64Codec>(Ticks, utc.Ticks);
        writer.EndDocument(start);
    }

    /// <summary>Reads such a document's exact time.</summary>
    /// <exception cref="BsonFormatException">Not a document, or one of a time with its zone, or without ticks, or with ticks beyond the year 9999.</exception>
    public static DateTime Read(ElementView element)
    {
        DocumentView document = element.AsDocument();

        // Beside an offset, the ticks are those of the local time there: they would be read as another instant.
        if (document.TryFind(Offset, out _))
            throw element.Error(BsonFormatReason.TypeMismatch, "a time with its zone, where one without is expected");
        long ticks = document.Get<long, Int64Codec>(Ticks, required: true);
        return TickCount.IsIn(ticks, System.DateTime.MaxValue.Ticks)
            ? new DateTime(ticks, DateTimeKind.Utc)
            : throw LosslessNumber.OutOfRange(element, ticks, "the ticks of a DateTime");
    }
}
