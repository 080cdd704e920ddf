using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;

namespace ShmStore.Tests.Store.Maps;

/// <summary>The index of a map, as it lies in the region. Nobody writes meanwhile.</summary>
internal sealed unsafe class IndexInspection(StoreAttachment attachment, int key)
{
    private readonly Region _region = attachment.Region;

    /// <summary>Offset of the map's slot.</summary>
    public long Slot { get; } = RegionAreas.Read(attachment.Region).SlotAt(SlotLayout.FirstKeySlot + key);

    /// <summary>Offset of the root.</summary>
    public long Root => Word(Slot);

    /// <summary>Bits of the hash that choose a word of the directory.</summary>
    public int Depth => Number(Root + IndexLayout.RootDepthOffset);

    /// <summary>The words of the directory.</summary>
    public long[] Directory => new ReadOnlySpan<long>(_region.Origin + Root + IndexLayout.DirectoryOffset, 1 << Depth).ToArray();

    /// <summary>The segments, each once, as words of the directory.</summary>
    public IEnumerable<long> Segments => Directory.Distinct();

    /// <summary>Address of the slot.</summary>
    public long* SlotAddress => (long*)(_region.Origin + Slot);

    /// <summary>A number in the region.</summary>
    public int Number(long offset) => *(int*)(_region.Origin + offset);

    /// <summary>A word in the region.</summary>
    public long Word(long offset) => *(long*)(_region.Origin + offset);

    /// <summary>Offset of the segment that a word names.</summary>
    public static long OffsetOf(long word) => word & IndexLayout.OffsetMask;

    /// <summary>The lanes of the segment that a word names.</summary>
    public long[] Lanes(long word) => SegmentLanes.Of(_region.Origin + OffsetOf(word), SegmentLease.BucketsOf(word)).ToArray();

    /// <summary>How many buckets a look-up visits that does not find its key, for each bucket where it can begin.</summary>
    public IEnumerable<int> ProbeLengths() => Segments.SelectMany(word => ProbeLengths(Lanes(word)));

    /// <summary>Asserts that the writer's counts are those of the lanes, and that few enough lanes are not empty.</summary>
    public void AssertSound()
    {
        AssertCounts();
        foreach (long[] lanes in Segments.Select(Lanes))
            Assert.InRange(lanes.Count(static lane => lane != 0), 0, lanes.Length * 15 / 16);
    }

    /// <summary>Asserts that the writer's counts are those of the lanes.</summary>
    public void AssertCounts()
    {
        long entries = 0;
        long bytes = 0;
        foreach (long word in Segments)
        {
            long[] lanes = Lanes(word);
            bytes += lanes.Where(SegmentLanes.IsInUse).Sum(SizeOfBlock);
            entries += lanes.Count(SegmentLanes.IsInUse);
            Assert.Equal(lanes.Count(SegmentLanes.IsInUse), Number(OffsetOf(word) + IndexLayout.SegmentCountOffset));
            Assert.Equal(lanes.Count(static lane => lane != 0), Number(OffsetOf(word) + IndexLayout.SegmentUsedOffset));
        }

        Assert.Equal(entries, Word(Root + IndexLayout.RootCountOffset));
        Assert.Equal(bytes, Word(Root + IndexLayout.RootBytesOffset));
    }

    private long SizeOfBlock(long lane) => new BlockMeta((uint)Number((lane & IndexLayout.OffsetMask) + BlockLayout.MetaOffset)).BlockSize;

    private static IEnumerable<int> ProbeLengths(long[] lanes)
    {
        bool[] hasEmpty = [.. lanes.Chunk(IndexLayout.Lanes).Select(static bucket => bucket.Contains(0))];
        return Enumerable.Range(0, hasEmpty.Length).Select(home =>
        {
            int visited = 1;
            while (visited < hasEmpty.Length && !hasEmpty[(home + visited - 1) % hasEmpty.Length])
                visited++;
            return visited;
        });
    }
}
