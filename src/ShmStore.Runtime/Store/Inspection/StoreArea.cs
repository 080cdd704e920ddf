namespace ShmStore;

/// <summary>The parts of a store that a finding can be about.</summary>
public enum StoreArea
{
    /// <summary>The file as a whole.</summary>
    File,

    /// <summary>The header.</summary>
    Header,

    /// <summary>The schema document.</summary>
    Schema,

    /// <summary>The slot table.</summary>
    Slots,

    /// <summary>The atomics.</summary>
    Atomics,

    /// <summary>The sequence of blocks.</summary>
    Heap,

    /// <summary>The header of one block, or its checksum.</summary>
    Block,

    /// <summary>The document in a block.</summary>
    Document,

    /// <summary>The index of a map.</summary>
    Map,

    /// <summary>The record of a commit of several keys.</summary>
    CommitRecord,
}
