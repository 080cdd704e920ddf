using System.Globalization;
using System.Text;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps;

/// <summary>What readers and the next writer see of an index whose writer died while it divided a segment that eight words of the directory name.</summary>
public sealed class DeadGrowthTests : IDisposable
{
    private const int FullSegment = IndexLayout.LargestSegment * IndexLayout.Lanes * 13 / 16;
    private const int Words = 8;

    private readonly TestFolder _folder = new();
    private readonly List<string> _keys = [];
    private readonly string _path;
    private readonly byte[] _before;
    private readonly byte[] _after;
    private readonly long _old;
    private readonly long _firstWord;

    public DeadGrowthTests()
    {
        _path = _folder.File();
        using var writer = MapStoreWriter.Open(_path);
        Region region = writer.Attachment.Region;
        var seed = new RegionHeader(region).At<KeySeed>(HeaderLayout.KeySeedOffset);

        // So many keys that begin with three zeros that the directory has words of four bits, all those of the upper half still naming one segment; then as many there as it holds.
        Fill(writer, seed, prefix: 0, depth: 3, FullSegment + 1);
        ulong hash = Fill(writer, seed, prefix: 1, depth: 1, FullSegment);
        long slot = RegionAreas.Read(region).SlotAt(SlotLayout.FirstKeySlot);
        var growth = new IndexGrowth(writer.Attachment.Writer!, slot, seed, "Texts");
        _before = Copy(region);
        growth.TryGrow(hash, Scarcity.Last);
        _after = Copy(region);
        long root = BitConverter.ToInt64(_before, (int)slot);
        _firstWord = root + IndexLayout.DirectoryOffset + (Words * sizeof(long));
        _old = BitConverter.ToInt64(_before, (int)_firstWord);
        Assert.Equal(4, BitConverter.ToInt32(_before, (int)root + IndexLayout.RootDepthOffset));
        Assert.All(Enumerable.Range(0, Words), i => Assert.Equal(_old, WordAt(_before, i)));
        Assert.All(Enumerable.Range(0, Words), i => Assert.NotEqual(_old, WordAt(_after, i)));
    }

    public static TheoryData<int> Redirected => [.. Enumerable.Range(0, Words + 1)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Redirected))]
    public void Nothing_is_missing_at_any_moment_of_the_repair_and_the_next_writer_goes_on(int redirected)
    {
        WriteDead(redirected);
        using MapStore reader = MapStore.Open(_path);
        using (Region region = RegionProviders.Default.Open(_path, RegionAccess.Write, StoreOptions.DefaultMaximumSize))
        {
            AssertNothingIsMissing(reader);
            (IndexRecovery indexes, RecoveredHeap heap) = Recover(region);
            AssertNothingIsMissing(reader);
            indexes.Repair(new WriteSteps());
            AssertNothingIsMissing(reader);
            heap.EmptyFreeIndexBlocks();
            AssertNothingIsMissing(reader);
        }

        WriteDead(redirected);
        using var writer = MapStoreWriter.Open(_path);
        StoreInspection.AssertEveryBlockIsKnown(writer);
        Assert.Equal(_keys.Count, writer.Texts.Count);
        writer.Texts.Set("one more", Sample.Of(1));
        using MapStore late = writer.OpenReader();
        AssertNothingIsMissing(late);
        Assert.True(late.Texts.ContainsKey("one more"));
    }

    [Fact]
    public void A_report_counts_each_entry_once_also_where_a_copy_has_it_too()
    {
        foreach (int redirected in (int[])[0, 3, 4, 5])
        {
            WriteDead(redirected);
            using MapStore reader = MapStore.Open(_path);
            HeapReport report = reader.GetHeapReport(TestContext.Current.CancellationToken);
            Assert.Equal(_keys.Count, Assert.Single(report.Maps).Count);
        }
    }

    [Fact]
    public void Control_copies_that_are_emptied_before_the_directory_is_repaired_are_caught()
    {
        WriteDead(redirected: 3);
        using MapStore reader = MapStore.Open(_path);
        using Region region = RegionProviders.Default.Open(_path, RegionAccess.Write, StoreOptions.DefaultMaximumSize);
        (IndexRecovery indexes, RecoveredHeap heap) = Recover(region);
        heap.EmptyFreeIndexBlocks();
        Assert.Contains(_keys, key => !reader.Texts.ContainsKey(key));
        indexes.Repair(new WriteSteps());
        AssertNothingIsMissing(reader);
    }

    [Fact]
    public void A_change_that_was_not_ended_is_ended_by_the_next_writer()
    {
        long root = BitConverter.ToInt64(_before, (int)RegionAreas.Read(OpenForReading()).SlotAt(SlotLayout.FirstKeySlot));
        long changes = BitConverter.ToInt64(_before, (int)root + IndexLayout.RootChangesOffset);
        Assert.Equal(0, changes % 2);
        BitConverter.TryWriteBytes(_before.AsSpan((int)root + IndexLayout.RootChangesOffset), changes + 1);
        File.WriteAllBytes(_path, _before);
        MapStoreWriter.Open(_path).Dispose();
        using Region after = OpenForReading();
        Assert.Equal(changes + 2, new RegionHeader(after).At<long>(root + IndexLayout.RootChangesOffset));
    }

    private static byte[] Copy(Region region)
    {
        unsafe
        {
            return new ReadOnlySpan<byte>(region.Origin, (int)region.Committed).ToArray();
        }
    }

    private static (IndexRecovery Indexes, RecoveredHeap Heap) Recover(Region region)
    {
        var areas = RegionAreas.Read(region);
        (BlockSet live, IndexRecovery indexes) = LiveBlocks.Find(region, areas);
        return (indexes, HeapRecovery.Recover(region, areas.Heap, areas.Maximum, live));
    }

    private Region OpenForReading() => RegionProviders.Default.Open(_path, RegionAccess.Read, StoreOptions.DefaultMaximumSize);

    private long WordAt(byte[] bytes, int word) => BitConverter.ToInt64(bytes, (int)_firstWord + (word * sizeof(long)));

    // The copies are complete, the old segment is as it was, and so many words name the copies.
    private void WriteDead(int redirected)
    {
        byte[] bytes = [.. _after];
        int segment = (int)(_old & IndexLayout.OffsetMask);
        _before.AsSpan(segment, IndexLayout.SegmentLength(IndexLayout.LargestSegment)).CopyTo(bytes.AsSpan(segment));
        for (int word = redirected; word < Words; word++)
            BitConverter.TryWriteBytes(bytes.AsSpan((int)_firstWord + (word * sizeof(long))), _old);
        File.Delete(_path);
        File.WriteAllBytes(_path, bytes);
    }

    private void AssertNothingIsMissing(MapStore reader) => Assert.DoesNotContain(_keys, key => !reader.Texts.ContainsKey(key));

    private ulong Fill(MapStoreWriter writer, KeySeed seed, long prefix, int depth, int count)
    {
        ulong last = 0;
        for (int number = 0; count > 0; number++)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"key {prefix} {number:00000000}");
            ulong hash = KeyHash.Of(Encoding.UTF8.GetBytes(key), seed);
            if (SegmentLease.IndexOf(hash, depth) != prefix)
                continue;
            writer.Texts.Set(key, Sample.Of(number));
            _keys.Add(key);
            last = hash;
            count--;
        }

        return last;
    }
}
