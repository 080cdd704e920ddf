using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Time of unspecified kind, which means this machine's local time, as MongoDB.Bson takes it when asked for.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UnspecifiedKind : IDateTimeKind
{
    /// <inheritdoc/>
    public static string Pattern => UtcTime.Pattern;

    /// <inheritdoc/>
    public static DateTime ToUtc(DateTime value) =>
        UtcTime.OfLocal(value.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(value, DateTimeKind.Local) : value);

    /// <inheritdoc/>
    public static bool TryFromUtc(DateTime utc, out DateTime value) => UtcTime.TryToLocal(utc, DateTimeKind.Unspecified, out value);
}
