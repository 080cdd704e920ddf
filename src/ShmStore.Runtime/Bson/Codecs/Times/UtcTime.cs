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
}
