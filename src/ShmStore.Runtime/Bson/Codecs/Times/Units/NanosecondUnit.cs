using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Nanoseconds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct NanosecondUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 1;
}
