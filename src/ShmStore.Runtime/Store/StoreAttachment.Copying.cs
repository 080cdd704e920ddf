using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Building;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>What a backup asks.</content>
public sealed unsafe partial class StoreAttachment
{
    /// <summary>Whether the blocks of the store have checksums.</summary>
    internal bool HasChecksums => Header.HasChecksums;

    /// <summary>The version that a block has now. The caller has found a block at this offset.</summary>
    internal long VersionAt(long block)
    {
        long version = Volatile.Read(ref new BlockHeader(Region.Origin + block).Version);
        GC.KeepAlive(Region);
        return version;
    }

    /// <summary>What a copy of the store has that is not in its blocks. It is another store from then on, with an identity of its own.</summary>
    internal StoreTemplate ToTemplate() => new(
        new RegionPlan(_areas.SlotCapacity, _areas.AtomicCapacity, _areas.Atomics, _areas.Heap, _areas.Maximum)
        {
            Writers = WriterRecord.ModeOf(Region),
            Checksums = HasChecksums,
        },
        Guid.NewGuid(),
        Header.At<KeySeed>(HeaderLayout.KeySeedOffset),
        0,
        Header.At<ulong>(HeaderLayout.WriterGenerationOffset),
        Region.Refresh());
}
