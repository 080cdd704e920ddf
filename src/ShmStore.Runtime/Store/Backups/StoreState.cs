using ShmStore.Store.Reading;

namespace ShmStore.Store.Backups;

/// <summary>Which blocks are a state of a store.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Commits">A commit that there had been before: one that was given up, or removed the last entry, has left no block.</param>
internal sealed record StoreState(StoreSchema Schema, ulong Commits)
{
    /// <summary>Slots with what they name.</summary>
    public List<(int Slot, BlockStamp Stamp)> Slots { get; } = [];

    /// <summary>Entries of maps.</summary>
    public List<(int Map, BlockStamp Stamp)> Entries { get; } = [];

    /// <summary>Maps that were written, with the number of the last commit that did.</summary>
    public List<(int Map, long Version)> Maps { get; } = [];
}
