namespace ShmStore.Memory;

/// <summary>How a process attaches to a region.</summary>
internal enum RegionAccess
{
    /// <summary>All pages read-only.</summary>
    Read,

    /// <summary>All pages read-only, except for a window asked for by <see cref="Region.MapWindow"/>.</summary>
    Contribute,

    /// <summary>All pages writable, under the exclusive writer lock.</summary>
    Write,

    /// <summary>All pages writable, as one of several writers, with a seat of its own. The region that is opened has <see cref="Write"/> as its access.</summary>
    WriteAmongOthers,
}
