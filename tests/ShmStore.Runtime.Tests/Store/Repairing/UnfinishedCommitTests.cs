using System.Runtime.InteropServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>A writer stopped when the record of a commit of four keys was named, and none of its words was stored; then something was damaged.</summary>
public sealed class UnfinishedCommitTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void With_checksums_a_damaged_value_costs_its_key_alone()
    {
        string path = Make(checksums: true);
        CommitPair damaged = Pairs(path)[0];
        StoreOnDisk.Poke(path, damaged.Value + BlockLayout.VersionOffset, 1L);
        RepairReport report = StoreFiles.Repair(path);
        Assert.Equal(damaged.Value, Assert.Single(report.Lost).Offset);
        Assert.DoesNotContain(report.Changes, static change => change.Area == StoreArea.CommitRecord);
        Assert.Equal([0L, 2, 2, 2], Numbers(path));
    }

    [Fact]
    public void Without_checksums_the_word_that_does_not_fit_is_left_out_and_that_is_said()
    {
        string path = Make(checksums: false);
        CommitPair damaged = Pairs(path)[0];
        StoreOnDisk.Poke(path, damaged.Value + BlockLayout.VersionOffset, 1L);
        AssertTorn(path, $"the word at {damaged.Word}");
        Assert.Equal([1L, 2, 2, 2], Numbers(path));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_damaged_record_is_given_up_and_that_is_said(bool checksums)
    {
        string path = Make(checksums);
        StoreOnDisk.Poke(path, RecordOf(path) + BlockLayout.VersionOffset, -1L);
        AssertTorn(path, "version -1");
        Assert.Equal([1L, 1, 1, 1], Numbers(path));
    }

    [Fact]
    public void What_is_no_record_is_not_taken_for_one()
    {
        string path = Make(checksums: false);

        // Three of four words are none that a commit changes.
        for (int i = 0; i < 3; i++)
            StoreOnDisk.Poke(path, RecordOf(path) + BlockLayout.HeaderLength + (i * CommitPair.Length), 8L);
        AssertTorn(path, "3 of its 4 pairs");
        Assert.Equal([1L, 1, 1, 1], Numbers(path));
    }

    [Fact]
    public void A_header_that_names_no_record_is_said_to_have_named_one()
    {
        string path = Make(checksums: false);
        StoreOnDisk.Poke(path, HeaderLayout.CommitRecordOffset, -5L);
        AssertTorn(path, "no block begins");
        Assert.Equal([1L, 1, 1, 1], Numbers(path));
    }

    [Fact]
    public void Removed_entries_do_not_come_back_where_the_number_of_entries_is_that_of_before()
    {
        using var store = new MapStoreOnDisk();
        string recorded = store.Beside("recorded");
        using (var writer = MapStoreWriter.Open(store.Path))
        {
            using StoreCommit commit = writer.BeginCommit();
            writer.Texts.Remove("t1");
            writer.Texts.Remove("t2");
            writer.Attachment.Writer!.Steps.Taken = step =>
            {
                if (step == WriteStep.Recorded)
                    File.Copy(store.Path, recorded);
            };
            commit.Complete();
        }

        // Of its words, those of the lanes are stored.
        File.Copy(recorded, store.Path, overwrite: true);
        long segment = store.DirectoryWord & IndexLayout.OffsetMask;
        foreach (CommitPair pair in Pairs(store.Path).Where(pair => pair.Word > segment && pair.Word < segment + IndexLayout.SegmentLength(IndexLayout.SmallestSegment)))
            store.Poke(pair.Word, pair.Value);
        store.Poke(RecordOf(store.Path) + BlockLayout.VersionOffset, -1L);
        AssertTorn(store.Path, "version -1");
        store.AssertContent(isLost: static text => text is "t1" or "t2");
    }

    [Fact]
    public void In_a_store_in_which_none_was_being_made_nothing_is_said_to_be_lost()
    {
        using var store = new MapStoreOnDisk();
        store.Poke(HeaderLayout.CommitRecordOffset, store.Peek<long>(store.SlotOf(2)));
        Assert.Empty(StoreFiles.Repair(store.Path).Lost);
        store.AssertContent();
    }

    private static void AssertTorn(string path, string why)
    {
        StoreFinding lost = Assert.Single(StoreFiles.Repair(path).Lost);
        Assert.Equal(StoreArea.CommitRecord, lost.Area);
        Assert.Contains("may be there in part", lost.Message, StringComparison.Ordinal);
        Assert.Contains(why, lost.Message, StringComparison.Ordinal);
    }

    // In which all keys have the number 1, and would have 2.
    private string Make(bool checksums)
    {
        string path = _folder.File();
        using (var writer = SampleWriter.Open(path, new StoreOptions { Checksums = checksums }))
            SampleCommits.Write(writer, 1);
        using (HostProcess child = HostProcess.Start("store-commit", path, "1"))
            Assert.Null(child.ReadLine());
        Assert.Equal(4, Pairs(path).Length);
        return path;
    }

    private static long RecordOf(string path) => BitConverter.ToInt64(File.ReadAllBytes(path), HeaderLayout.CommitRecordOffset);

    private static CommitPair[] Pairs(string path)
    {
        byte[] file = File.ReadAllBytes(path);
        int record = (int)RecordOf(path);
        return MemoryMarshal.Cast<byte, CommitPair>(file.AsSpan(record + BlockLayout.HeaderLength, BitConverter.ToInt32(file, record + BlockLayout.LengthOffset))).ToArray();
    }

    // 0 for a key without a value.
    private static long[] Numbers(string path)
    {
        Assert.Empty(StoreFiles.Verify(path).Findings);
        using var store = SampleStore.Open(path);
        return [.. store.Entries.Select(static entry => entry.TryGet(out Sample? value) ? value.Number : 0)];
    }
}
