namespace ShmStore.Steps.Cases;

/// <summary>What readers, and whoever comes after a dead writer, may see of an operation besides the old content and the new one.</summary>
internal enum Seen
{
    /// <summary>Nothing: neither other contents nor other memory in use.</summary>
    Whole,

    /// <summary>The old content with an index that was made, or has grown, already: that is a step of its own before the commit.</summary>
    IndexFirst,

    /// <summary>The old content without the entry that makes way: a map with bounds evicts by a commit of its own before it sets.</summary>
    EvictionFirst,

    /// <summary>Other contents, one after the other: the operation is several commits.</summary>
    Parts,
}
