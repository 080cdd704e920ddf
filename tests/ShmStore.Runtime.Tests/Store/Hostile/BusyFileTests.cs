using System.Runtime.InteropServices;
using ShmStore.Layout;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>Files that were made to keep busy for hours whoever looks at them.</summary>
public sealed class BusyFileTests
{
    private const int Depth = IndexLayout.MaximumDepth;

    [Fact]
    public void A_directory_that_names_equal_segments_in_turn()
    {
        using var store = new MapStoreOnDisk(3000);
        NameInTurn(store);
        StoreReport report = StoreFiles.Verify(store.Path);
        Assert.False(report.IsComplete || report.IsSound);
        Assert.Contains(report.Findings, static finding => finding.Message.Contains("again and again", StringComparison.Ordinal));
        Assert.Contains("more copies of segments", Assert.Throws<StoreFormatException>(() => MapStoreWriter.Open(store.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_names_segments_in_turn_of_which_every_lane_names_one_entry()
    {
        using var store = new MapStoreOnDisk(3000);
        long lane = store.Peek<long>(store.LaneInUse);
        long[] words = NameInTurn(store, Depth);
        using (var file = File.OpenHandle(store.Path, FileMode.Open, FileAccess.Write))
        {
            foreach (long word in words)
            {
                long[] lanes = [.. Enumerable.Repeat(lane, SegmentLease.BucketsOf(word) * IndexLayout.Lanes)];
                RandomAccess.Write(file, MemoryMarshal.AsBytes(lanes.AsSpan()), (word & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset);
            }
        }

        using var reader = MapStore.Open(store.Path);
        Func<object>[] passes = [() => reader.Texts.Keys.Count(), () => reader.Texts.Values.Count(), () => reader.Snapshot(static store => store.Texts.Keys.Count())];
        foreach (Func<object> pass in passes)
        {
            StoreFormatException error = Assert.Throws<StoreFormatException>(pass);
            Assert.Contains("Texts", error.Message, StringComparison.Ordinal);
            Assert.Contains("again and again", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_pattern_that_looks_like_a_schema_wherever_one_begins()
    {
        using var store = new MapStoreOnDisk();
        const int Length = 4 << 20;
        var meta = new BlockMeta(0, SizeClasses.Of(Length + BlockLayout.HeaderLength));
        byte[] header = [.. BitConverter.GetBytes((long)Length), .. BitConverter.GetBytes(Length), .. BitConverter.GetBytes(meta.Word)];
        byte[] pattern = [.. Enumerable.Repeat(header, 1 << 19).SelectMany(static bytes => bytes)];
        byte[] file = File.ReadAllBytes(store.Path);
        File.WriteAllBytes(store.Path, [.. file, .. pattern, .. pattern]);
        store.Poke(HeaderLayout.CommittedOffset, file.Length + (2L * pattern.Length));
        long schema = HeaderLayout.Length + (SlotLayout.SchemaSlot * SlotLayout.Stride);
        store.Poke(store.Peek<long>(schema) + BlockLayout.HeaderLength, 0);
        store.Poke(schema, 0L);
        byte[] damaged = File.ReadAllBytes(store.Path);
        Assert.Contains("again and again", Assert.Throws<StoreFormatException>(() => StoreFiles.Repair(store.Path)).Message, StringComparison.Ordinal);
        Assert.Equal(damaged, File.ReadAllBytes(store.Path));
    }

    [Fact]
    public void A_pattern_that_looks_like_an_entry_wherever_one_begins()
    {
        using var store = new MapStoreOnDisk();
        byte[] pattern = StoreOnDisk.ManyHeaders(4 << 20, 1 << 19);
        byte[] file = File.ReadAllBytes(store.Path);
        File.WriteAllBytes(store.Path, [.. file, .. pattern]);
        store.Poke(HeaderLayout.CommittedOffset, file.Length + (long)pattern.Length);
        store.Poke(store.SlotOf(0), 8L);
        string[] lost = [.. StoreFiles.Repair(store.Path).Lost.Select(static lost => lost.Message)];
        Assert.Equal(2, lost.Length);
        Assert.Contains("at too many places", lost[0], StringComparison.Ordinal);
        Assert.Contains("cannot be told", lost[1], StringComparison.Ordinal);
        store.AssertHasAll();
    }

    // A root at the end of the heap, and two copies of the first segment. Returns the words of the segments, each of which says that its entries have so many bits in common.
    private static long[] NameInTurn(MapStoreOnDisk store, int depth = 0)
    {
        byte[] file = File.ReadAllBytes(store.Path);
        long word = store.DirectoryWord;
        int segment = (int)(word & IndexLayout.OffsetMask);
        int segmentSize = new BlockMeta(BitConverter.ToUInt32(file, segment + BlockLayout.MetaOffset)).BlockSize;
        int rootClass = SizeClasses.Of((int)IndexLayout.RootLength(Depth));
        long copy = (store.Peek<long>(HeaderLayout.HeapEndOffset) + IndexLayout.Alignment - 1) & -(long)IndexLayout.Alignment;
        long root = copy + (2 * segmentSize);
        long end = root + SizeClasses.SizeOf(rootClass);
        byte[] forged = new byte[(int)((end + 4095) & -4096L)];
        file.AsSpan(0, Math.Min(file.Length, (int)copy)).CopyTo(forged);
        long[] words = [word, (word & ~IndexLayout.OffsetMask) | copy, (word & ~IndexLayout.OffsetMask) | (copy + segmentSize)];
        MemoryMarshal.Write(file.AsSpan(segment + IndexLayout.SegmentDepthOffset), depth);
        file.AsSpan((int)store.Root, IndexLayout.DirectoryOffset).CopyTo(forged.AsSpan((int)root));
        MemoryMarshal.Write(forged.AsSpan((int)root + BlockLayout.MetaOffset), BlockMeta.OfIndex(IndexKind.Root, rootClass).Word);
        MemoryMarshal.Write(forged.AsSpan((int)root + IndexLayout.RootDepthOffset), Depth);
        foreach (long one in words)
            file.AsSpan(segment, segmentSize).CopyTo(forged.AsSpan((int)(one & IndexLayout.OffsetMask)));
        for (int i = 0; i < 1 << Depth; i++)
            MemoryMarshal.Write(forged.AsSpan((int)root + IndexLayout.DirectoryOffset + (i * sizeof(long))), words[i % words.Length]);
        MemoryMarshal.Write(forged.AsSpan((int)store.SlotOf(0)), root);
        MemoryMarshal.Write(forged.AsSpan(HeaderLayout.HeapEndOffset), end);
        MemoryMarshal.Write(forged.AsSpan(HeaderLayout.CommittedOffset), (long)forged.Length);
        File.WriteAllBytes(store.Path, forged);
        return words;
    }
}
