using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Hours.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HourUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 3_600_000_000_000;
}
