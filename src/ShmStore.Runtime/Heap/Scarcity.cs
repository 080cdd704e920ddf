namespace ShmStore.Heap;

/// <summary>How much a block is worth to who asks for it.</summary>
internal enum Scarcity
{
    /// <summary>The region can grow.</summary>
    None,

    /// <summary>It cannot, but memory may be had elsewhere: the heap is walked only if enough was given out since the last walk to pay for it, and no block is divided that might not have to be.</summary>
    Some,

    /// <summary>As <see cref="Some"/>, when otherwise something is evicted that is of use: a larger block is divided only if much is free.</summary>
    Evictable,

    /// <summary>As <see cref="Some"/>, when a block has been given back for it, which may be a larger one.</summary>
    GivenBack,

    /// <summary>Without a block the operation fails.</summary>
    Last,

    /// <summary>As <see cref="Last"/>, for the first index of a map, which may take what is kept for those.</summary>
    FirstIndex,
}
