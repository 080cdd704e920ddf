namespace ShmStore.Heap;

/// <summary>
/// The steps by which a writer changes a store, each named after what is done when it is reported. Between any two of them it may be killed or stopped. Within a group they stand in the order in
/// which they are taken.
/// </summary>
internal enum WriteStep
{
    /// <summary>Commit: the blocks, and the record if there is one, have their version; no reader can find them.</summary>
    Stamped,

    /// <summary>Commit of several words: the header names the record, so the commit is made.</summary>
    Recorded,

    /// <summary>Commit: one more word has its new value.</summary>
    WordStored,

    /// <summary>Commit: the commit counter is raised.</summary>
    Counted,

    /// <summary>Commit of several words: the header names no record any more.</summary>
    RecordCleared,

    /// <summary>Commit: the record's block and the blocks that were replaced are free.</summary>
    Freed,

    /// <summary>Heap: the region is longer, its header does not say so yet.</summary>
    RegionExtended,

    /// <summary>Heap: the header says how long the region is.</summary>
    GrowthNoted,

    /// <summary>Heap: a new block has its header, and lies beyond the end of the heap.</summary>
    BlockFormatted,

    /// <summary>Heap: the end of the heap is behind the new block.</summary>
    HeapEndMoved,

    /// <summary>Heap: the parts of a block that is being split have their headers, and the block still has its size.</summary>
    PartsFormatted,

    /// <summary>Heap: what stays of free blocks in front of and behind a block of an index that is made of them has its headers, and they still have their sizes.</summary>
    SuccessorsFormatted,

    /// <summary>Heap: a free block names the next one that writers share, and is not among them yet.</summary>
    BlockLinked,

    /// <summary>Map: its counter of changes is odd.</summary>
    ChangeBegun,

    /// <summary>Map: its counters are those of after the change.</summary>
    ChangeNoted,

    /// <summary>Map: one more lane is reserved for an entry of a commit of several.</summary>
    LaneReserved,

    /// <summary>Index: a segment or a root is made, and nothing names it.</summary>
    IndexBlockMade,

    /// <summary>Index: the entries of a segment are copied.</summary>
    EntriesCopied,

    /// <summary>Index: one more word of the directory names a copy.</summary>
    DirectoryWordStored,

    /// <summary>Index: a segment or a root that nothing names any more is filled with zeros and free.</summary>
    IndexBlockCleared,

    /// <summary>Index: the slot names a new root.</summary>
    RootNamed,

    /// <summary>Repair: it begins.</summary>
    RepairBegun,

    /// <summary>Repair: one more word of the commit record has its new value.</summary>
    WordRedone,

    /// <summary>Repair: the header names no record any more.</summary>
    RedoEnded,

    /// <summary>Repair: all blocks have been looked at.</summary>
    HeapWalked,

    /// <summary>Repair: the commit counter is as high as the highest version, or higher.</summary>
    CounterRaised,

    /// <summary>Repair: one more word of an index is as it was before a change that was not finished.</summary>
    IndexWordRestored,

    /// <summary>Repair: the free segments and roots are filled with zeros.</summary>
    FreeIndexBlocksCleared,

    /// <summary>Repair: it is done, and the turn says so.</summary>
    Repaired,
}
