using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A date without a time: midnight, taken as UTC whatever the kind. Another time of day is refused.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DateOnlyKind : IDateTimeKind
{
    /// <inheritdoc/>
    public static string Pattern => "yyyy-MM-dd";

    /// <inheritdoc/>
    public static DateTime ToUtc(DateTime value)
    {
        if (value.TimeOfDay != TimeSpan.Zero)
            throw new ArgumentException($"the DateTime {value:O} has a time of day, but only its date is stored");
        return DateTime.SpecifyKind(value, DateTimeKind.Utc);
    }

    /// <inheritdoc/>
    public static bool TryFromUtc(DateTime utc, out DateTime value)
    {
        value = utc;
        return utc.TimeOfDay == TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public static string Problem(DateTime utc) => UtcTime.Problem(utc);
}
