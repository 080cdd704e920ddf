using System.Globalization;

namespace ShmStore.Bson;

/// <summary>The two numbers that a <see cref="DateTimeOffset"/> is: ticks of the local time, and the zone's minutes from UTC.</summary>
internal static class ZonedTime
{
    private const long MostMinutes = 14 * 60;

    /// <summary>The zone's minutes from UTC.</summary>
    public static int Minutes(DateTimeOffset value) => (int)(value.Offset.Ticks / TimeSpan.TicksPerMinute);

    /// <summary>Makes the value of its numbers.</summary>
    /// <exception cref="BsonFormatException">There is no such time or zone.</exception>
    public static DateTimeOffset Of(ElementView element, long ticks, long minutes)
    {
        bool isZone = minutes is >= -MostMinutes and <= MostMinutes;
        if (!isZone || !TickCount.IsIn(ticks, DateTime.MaxValue.Ticks) || !TickCount.IsIn(ticks - (minutes * TimeSpan.TicksPerMinute), DateTime.MaxValue.Ticks))
            throw element.Error(BsonFormatReason.ValueOutOfRange, string.Create(CultureInfo.InvariantCulture, $"{ticks} ticks at {minutes} minutes from UTC are not a DateTimeOffset"));
        return new DateTimeOffset(ticks, TimeSpan.FromMinutes(minutes));
    }
}
