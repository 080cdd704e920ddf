using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Milliseconds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MillisecondUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 1_000_000;
}
