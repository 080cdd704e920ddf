namespace ShmStore.Store.Maps.Caching;

/// <summary>An entry in the order of eviction. Nodes are named by numbers; 0 is none.</summary>
internal struct OrderNode
{
    /// <summary>Hash of the entry's key, by which its mark and the entry itself are found.</summary>
    public ulong Hash;

    /// <summary>The node that came before it into the queue.</summary>
    public int Older;

    /// <summary>The node that came after it.</summary>
    public int Newer;

    /// <summary>How many entries have this hash: one, but for the rarest accident.</summary>
    public int Entries;

    /// <summary>In the queue of those that have proved themselves.</summary>
    public bool IsMain;

    /// <summary>Set by the commit whose excess is being evicted: it must stay.</summary>
    public bool IsPinned;
}
