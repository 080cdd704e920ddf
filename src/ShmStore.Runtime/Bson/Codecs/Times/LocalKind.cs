using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Local time: an unspecified kind is refused, reads give this machine's local time.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LocalKind : IDateTimeKind
{
    /// <inheritdoc/>
    public static string Pattern => UtcTime.Pattern;

    /// <inheritdoc/>
    public static DateTime ToUtc(DateTime value) => UtcTime.OfLocal(value);

    /// <inheritdoc/>
    public static bool TryFromUtc(DateTime utc, out DateTime value) => UtcTime.TryToLocal(utc, DateTimeKind.Local, out value);
}
