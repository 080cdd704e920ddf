namespace ShmStore.Layout;

/// <summary>The kinds of index blocks.</summary>
internal enum IndexKind
{
    /// <summary>Root of a map: its directory and its counters.</summary>
    Root = 1,

    /// <summary>Buckets.</summary>
    Segment = 2,

    /// <summary>Last changes of a map.</summary>
    Ring = 3,
}
