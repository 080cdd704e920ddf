using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Microseconds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct MicrosecondUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 1_000;
}
