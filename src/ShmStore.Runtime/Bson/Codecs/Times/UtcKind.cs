using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>The default: local times are converted, an unspecified kind is refused, reads give UTC.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct UtcKind : IDateTimeKind
{
    /// <inheritdoc/>
    public static string Pattern => UtcTime.Pattern;

    /// <inheritdoc/>
    public static DateTime ToUtc(DateTime value) => UtcTime.Of(value);

    /// <inheritdoc/>
    public static bool TryFromUtc(DateTime utc, out DateTime value)
    {
        value = utc;
        return true;
    }
}
