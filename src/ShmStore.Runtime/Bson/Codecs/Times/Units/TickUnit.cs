using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>100 ns, .NET's own unit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct TickUnit : ITimeUnit
{
    /// <inheritdoc/>
    public static long Nanoseconds => TimeSpan.NanosecondsPerTick;
}
