namespace ShmStore.Store.Commits;

/// <summary>Something that can do without what it holds when the store is full. All calls come with the gate held, and no commit open.</summary>
internal interface IMemoryReclaimer
{
    /// <summary>Gives some memory back, by commits of its own.</summary>
    /// <returns>False if there is nothing to give.</returns>
    bool TryReclaim();
}
