using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>Seconds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SecondUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => 1_000_000_000;
}
