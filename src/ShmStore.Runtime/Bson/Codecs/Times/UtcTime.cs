namespace ShmStore.Bson;

/// <summary>Conversions of <see cref="DateTime"/> between its kinds; its least and greatest values stand for themselves whatever their kind.</summary>
internal static class UtcTime
{
    /// <summary>The pattern of times as text: what is finer than seconds only if it is there, then the zone.</summary>
    public const string Pattern = "yyyy-MM-ddTHH:mm:ss.FFFFFFFK";

    /// <summary>The time in UTC.</summary>
    /// <exception cref="ArgumentException">The kind is unspecified.</exception>
    public static DateTime Of(DateTime value)
    {
        if (value.Kind == DateTimeKind.Utc)
            return value;
        if (value == DateTime.MinValue || value == DateTime.MaxValue)
            return DateTime.SpecifyKind(value, DateTimeKind.Utc);
        if (value.Kind == DateTimeKind.Unspecified)
            throw new ArgumentException($"the DateTime {value:O} has an unspecified kind: specify DateTimeKind.Utc or DateTimeKind.Local");
        return value.ToUniversalTime();
    }

    /// <summary>The time in this machine's zone.</summary>
    public static DateTime ToLocal(DateTime utc, DateTimeKind kind)
    {
        DateTime local = utc == DateTime.MinValue || utc == DateTime.MaxValue ? utc : utc.ToLocalTime();
        return DateTime.SpecifyKind(local, kind);
    }

    /// <summary>A member's value of a stored time that was read from an element.</summary>
    /// <exception cref="BsonFormatException">The member cannot hold it.</exception>
    public static DateTime To<TKind>(ElementView element, DateTime utc)
        where TKind : struct, IDateTimeKind =>
        TKind.TryFromUtc(utc, out DateTime value) ? value : throw element.Error(BsonFormatReason.ValueOutOfRange, Problem(utc));

    /// <summary>A member's value of a stored time that was read on its own.</summary>
    /// <exception cref="BsonFormatException">The member cannot hold it.</exception>
    public static DateTime To<TKind>(DateTime utc)
        where TKind : struct, IDateTimeKind =>
        TKind.TryFromUtc(utc, out DateTime value) ? value : throw new BsonFormatException(BsonFormatReason.ValueOutOfRange, offset: -1, "", Problem(utc));

    /// <summary>What is wrong with a date that has a time of day.</summary>
    public static string Problem(DateTime utc) => $"{utc:O} is not a date but has a time of day";
}
