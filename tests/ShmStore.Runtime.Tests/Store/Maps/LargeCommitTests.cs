using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Commits of very many new keys of one map.</summary>
public sealed class LargeCommitTests
{
    [Fact]
    public void The_index_grows_as_often_as_by_single_writes()
    {
        const int entries = 200_000;
        using MapStoreWriter single = MapStoreWriter.Open(null);
        using MapStoreWriter whole = MapStoreWriter.Open(null);
        for (int i = 0; i < entries; i++)
            single.Numbers.Set(i, Sample.Of(i));
        SetAll(whole, entries);
        Assert.Equal(entries, whole.Numbers.Count);

        // The seeds are others, so that now and then a segment is full a little earlier, and divided.
        (long ofSingle, long ofWhole) = (single.Statistics.IndexGrowths!.Value, whole.Statistics.IndexGrowths!.Value);
        Assert.InRange(ofWhole, ofSingle * 3 / 4, ofSingle * 4 / 3);
        Assert.InRange(BytesOfIndex(whole), BytesOfIndex(single) * 3 / 4, BytesOfIndex(single) * 4 / 3);
        new IndexInspection(whole.Attachment, 1).AssertSound();
    }

    [Fact]
    public void A_million_entries_are_set_at_once()
    {
        const int entries = 1_000_000;
        using MapStoreWriter writer = MapStoreWriter.Open(null);
        SetAll(writer, entries);
        Assert.Equal(entries, writer.Numbers.Count);
        for (int i = 0; i < entries; i += 1000)
            Assert.Equal(i, writer.Numbers[i].Value.Number);
        StoreInspection.AssertCounts(writer.Attachment);
    }

    [Fact]
    public void More_words_than_a_commit_can_have_are_told_and_nothing_changes()
    {
        const int most = 1_048_576;
        using MapStoreWriter writer = MapStoreWriter.Open(null);
        using (StoreCommit commit = writer.BeginCommit())
        {
            for (int i = 0; i < most; i++)
                writer.Numbers.Set(i, Sample.Of(i));
            Assert.Equal($"The commit changes {most + 5} words of the store, and no commit can change more than {most}: divide it.", commit.Failure()?.Message);
        }

        Assert.Equal((0, 0), (writer.Numbers.Count, writer.Numbers.Version));
    }

    private static void SetAll(MapStoreWriter writer, int entries)
    {
        using StoreCommit commit = writer.BeginCommit();
        for (int i = 0; i < entries; i++)
            writer.Numbers.Set(i, Sample.Of(i));
        commit.Complete();
    }

    private static long BytesOfIndex(MapStoreWriter writer)
    {
        var index = new IndexInspection(writer.Attachment, 1);
        return index.Segments.Sum(word => (long)index.Lanes(word).Length * sizeof(long)) + ((long)index.Directory.Length * sizeof(long));
    }
}
