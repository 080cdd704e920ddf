namespace ShmStore.Store.Commits;

/// <summary>Something that can do without what it holds when the store is full. All calls come with the gate held, and no commit open.</summary>
internal interface IMemoryReclaimer
{
    /// <summary>Gives some memory back, by commits of its own, if that takes no time.</summary>
    /// <returns>False if there is nothing to give, or it would have to be looked for.</returns>
    bool TryReclaim();

    /// <summary>Gives back what has expired, however long it has to be looked for.</summary>
    /// <returns>False if nothing has.</returns>
    bool TryReclaimExpired();
}
