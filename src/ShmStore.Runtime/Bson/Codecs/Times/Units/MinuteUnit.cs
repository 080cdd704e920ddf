using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Minutes.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MinuteUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 60_000_000_000;
}
