using ShmStore.Store.Reading;

namespace ShmStore.Store.Backups;

/// <summary>Which blocks are a state of a store.</summary>
/// <param name="Schema">Its schema.</param>
internal sealed record StoreState(StoreSchema Schema)
{
    /// <summary>Slots with what they name.</summary>
    public List<(int Slot, BlockStamp Stamp)> Slots { get; } = [];

    /// <summary>Entries of maps.</summary>
    public List<(int Map, BlockStamp Stamp)> Entries { get; } = [];

    /// <summary>Maps that were written, with the number of the last commit that did.</summary>
    public List<(int Map, long Version)> Maps { get; } = [];
}
