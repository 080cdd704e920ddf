using System.Security.Cryptography;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Attaching;

/// <summary>Where the areas of a new region lie, and how its header is written.</summary>
internal readonly record struct RegionPlan(int SlotCapacity, int AtomicCapacity, long Atomics, long Heap, long Maximum)
{
    private const int SmallestSlotCapacity = 128;

    /// <summary>Who may write.</summary>
    public WriterMode Writers { get; init; }

    /// <summary>Whether blocks have checksums.</summary>
    public bool Checksums { get; init; }

    /// <summary>Bytes that are committed when the region is created: everything up to the heap and some of it.</summary>
    public long Committed => Heap + RegionPages.Size;

    /// <summary>Plans a region for so many keys, with room for as many again.</summary>
    /// <exception cref="ArgumentException">The maximum is too small for an empty store.</exception>
    public static RegionPlan For(int keys, long maximum)
    {
        int slots = Math.Max(SmallestSlotCapacity, 2 * (keys + SlotLayout.FirstKeySlot));
        int atomics = slots;
        long atomicsOffset = RegionPages.RoundUp(HeaderLayout.Length + ((long)slots * SlotLayout.Stride));
        long heap = atomicsOffset + RegionPages.RoundUp((long)atomics * AtomicLayout.Stride);
        var plan = new RegionPlan(slots, atomics, atomicsOffset, heap, RegionPages.RoundDown(maximum));
        return plan.Committed <= plan.Maximum
            ? plan
            : throw new ArgumentException($"A store of {keys} keys needs a {nameof(StoreOptions.MaximumSize)} of at least {plan.Committed} bytes, not {maximum}.");
    }

    /// <summary>Writes the header of a zeroed region; the magic number last.</summary>
    public void WriteHeader(Region region)
    {
        var header = new RegionHeader(region);
        header.At<uint>(HeaderLayout.VersionOffset) = HeaderLayout.FormatVersion;
        header.At<uint>(HeaderLayout.ByteOrderOffset) = HeaderLayout.ByteOrderMark;
        header.At<long>(HeaderLayout.MaximumOffset) = Maximum;
        header.At<long>(HeaderLayout.CommittedOffset) = region.Committed;
        header.At<long>(HeaderLayout.SlotsOffset) = HeaderLayout.Length;
        header.At<int>(HeaderLayout.SlotCapacityOffset) = SlotCapacity;
        header.At<int>(HeaderLayout.AtomicCapacityOffset) = AtomicCapacity;
        header.At<long>(HeaderLayout.AtomicsOffset) = Atomics;
        header.At<long>(HeaderLayout.HeapOffset) = Heap;
        header.HeapEnd = Heap;
        header.At<uint>(HeaderLayout.WriterModeOffset) = (uint)Writers;
        header.At<Guid>(HeaderLayout.IdentityOffset) = new Guid(RandomNumberGenerator.GetBytes(16));
        header.At<KeySeed>(HeaderLayout.KeySeedOffset) = KeySeed.Random();
        header.At<uint>(HeaderLayout.ChecksumsOffset) = Checksums ? HeaderLayout.ChecksumsCrc32C : 0;
        header.At<ulong>(HeaderLayout.MagicOffset) = HeaderLayout.Magic;
    }
}
