namespace ShmStore.Store.Commits;

/// <summary>Something that can do without what it holds when the store is full. All calls come with the gate held, and no commit open; what is given back is by commits of their own.</summary>
internal interface IMemoryReclaimer
{
    /// <summary>Gives back something that has expired, if it is soon found.</summary>
    /// <returns>False if nothing was found.</returns>
    bool TrySweep();

    /// <summary>Whether <see cref="TrySweep"/> may find something, if not now. It becomes true by <see cref="TryFindExpired"/> only, or is told of by <see cref="Reclaimers.NoteSweeping"/>.</summary>
    bool IsSweeping { get; }

    /// <summary>Gives back something that has expired, however long it has to be looked for.</summary>
    /// <returns>False if nothing has.</returns>
    bool TryFindExpired();

    /// <summary>After <see cref="TryFindExpired"/> has found nothing: until when it need not be asked again, in milliseconds of the store's clock, unless something is set meanwhile that expires earlier.</summary>
    long RestsUntil { get; }

    /// <summary>Makes the room for which the last commit of several keys found none in what it has itself, whatever the store has.</summary>
    void MakeOwedRoom();

    /// <summary>Bytes that it can do without; none if it gives nothing back but what has expired.</summary>
    long EvictableBytes { get; }

    /// <summary>Gives back what it can do without.</summary>
    /// <param name="leastClass">Size class of the block that is needed: blocks are never merged, so smaller ones are of no use.</param>
    /// <returns>False if there is nothing.</returns>
    bool TryEvict(int leastClass);
}
