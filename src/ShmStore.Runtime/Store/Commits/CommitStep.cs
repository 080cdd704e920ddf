namespace ShmStore.Store.Commits;

/// <summary>The steps of a commit of several words, in their order; each is named after what is done when it is reported.</summary>
internal enum CommitStep
{
    /// <summary>The blocks and the record have their version; no reader can find them.</summary>
    Stamped,

    /// <summary>The header names the record: the commit is made.</summary>
    Recorded,

    /// <summary>One more word has its new value.</summary>
    WordStored,

    /// <summary>The commit counter is raised.</summary>
    Counted,

    /// <summary>The header names no record any more.</summary>
    RecordCleared,

    /// <summary>The record's block and the blocks that were replaced are free.</summary>
    Freed,
}
