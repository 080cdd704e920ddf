namespace ShmStore.Store.Maps.Caching;

/// <summary>What is remembered of a key whose entry was evicted.</summary>
internal enum Ghost
{
    /// <summary>Nothing: it was not evicted, or long ago, or is forgotten.</summary>
    None,

    /// <summary>It left the small queue, of new entries.</summary>
    OfNew,

    /// <summary>It left the main queue.</summary>
    OfOld,
}
