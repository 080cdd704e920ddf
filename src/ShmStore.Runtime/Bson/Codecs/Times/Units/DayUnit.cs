using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Days.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DayUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 86_400_000_000_000;
}
