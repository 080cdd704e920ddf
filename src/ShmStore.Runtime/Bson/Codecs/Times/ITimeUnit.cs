using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>The unit in which a duration or time of day is counted.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ITimeUnit
{
    /// <summary>Its length in nanoseconds.</summary>
    static abstract long Nanoseconds { get; }
}
