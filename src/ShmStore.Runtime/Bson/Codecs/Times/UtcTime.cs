namespace ShmStore.Bson;

/// <summary>Conversions of <see cref="DateTime"/> between its kinds; its least and greatest values stand for themselves whatever their kind.</summary>
internal static class UtcTime
{
    /// <summary>The pattern of times as text: what is finer than seconds only if it is there, then the zone.</summary>
    public const string Pattern = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    /// <summary>The time in UTC.</summary>
    /// <exception cref="ArgumentException">The kind is unspecified, or the time in UTC is beyond the calendar.</exception>
    public static DateTime Of(DateTime value)
    {
        if (value.Kind == DateTimeKind.Utc)
            return value;
        if (IsExtreme(value))
            return DateTime.SpecifyKind(value, DateTimeKind.Utc);
        if (value.Kind == DateTimeKind.Unspecified)
            throw new ArgumentException($"the DateTime {value:O} has an unspecified kind: specify DateTimeKind.Utc or DateTimeKind.Local");
        DateTime utc = value.ToUniversalTime();
        if (IsExtreme(utc))
            throw new ArgumentException($"the DateTime {value:O} is beyond the calendar in UTC");
        return utc;
    }

    /// <summary>The time in UTC, of a member that is read in this machine's zone.</summary>
    /// <exception cref="ArgumentException">The kind is unspecified, or the time is beyond the calendar in UTC, or in this machine's zone, where it could not be read again.</exception>
    public static DateTime OfLocal(DateTime value)
    {
        DateTime utc = Of(value);
        return TryToLocal(utc, DateTimeKind.Local, out _) ? utc : throw new ArgumentException($"the DateTime {utc:O} is beyond the calendar in this machine's zone");
    }

    /// <summary>The time in this machine's zone.</summary>
    /// <returns>False if it is beyond the calendar there.</returns>
    public static bool TryToLocal(DateTime utc, DateTimeKind kind, out DateTime value)
    {
        bool isItself = IsExtreme(utc);
        value = isItself ? utc : utc.ToLocalTime();
        // A local time also knows which of two hours it is in where a night has one twice; specifying the kind would drop that.
        if (value.Kind != kind)
            value = DateTime.SpecifyKind(value, kind);
        return isItself || !IsExtreme(value);
    }

    /// <summary>Whether a time is the least or the greatest: one that stands for itself, or where a conversion was cut off.</summary>
    public static bool IsExtreme(DateTime value) => value == DateTime.MinValue || value == DateTime.MaxValue;

    /// <summary>A member's value of a stored time that was read from an element.</summary>
    /// <exception cref="BsonFormatException">The member cannot hold it.</exception>
    public static DateTime To<TKind>(ElementView element, DateTime utc)
        where TKind : struct, IDateTimeKind =>
        TKind.TryFromUtc(utc, out DateTime value) ? value : throw element.Error(BsonFormatReason.ValueOutOfRange, TKind.Problem(utc));

    /// <summary>A member's value of a stored time that was read on its own.</summary>
    /// <exception cref="BsonFormatException">The member cannot hold it.</exception>
    public static DateTime To<TKind>(DateTime utc)
        where TKind : struct, IDateTimeKind =>
        TKind.TryFromUtc(utc, out DateTime value) ? value : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", TKind.Problem(utc));

    /// <summary>What is wrong with a date that has a time of day.</summary>
    public static string Problem(DateTime utc) => $"{utc:O} is not a date but has a time of day";
}
