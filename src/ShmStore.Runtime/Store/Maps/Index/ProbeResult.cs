namespace ShmStore.Store.Maps;

/// <summary>How a probe of a segment ended.</summary>
internal enum ProbeResult
{
    /// <summary>The key was not in the segment as it was probed.</summary>
    Absent,

    /// <summary>A block with the key was found. Its bytes may have been overwritten since: the version must be looked at again.</summary>
    Found,

    /// <summary>The writer got in between; nothing is known.</summary>
    Disturbed,

    /// <summary>A lane names a block outside of what is mapped: the region has grown, or is damaged.</summary>
    Outside,
}
