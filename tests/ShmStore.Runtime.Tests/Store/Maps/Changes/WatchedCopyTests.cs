using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Attaching;

namespace ShmStore.Tests.Store.Maps.Changes;

/// <summary>Following a map in a file that was made of another one, from a version of that one on.</summary>
public sealed class WatchedCopyTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_a_backup_who_knows_the_last_change_has_missed_nothing_and_who_does_not_is_told_so(bool byReader)
    {
        long[] versions;
        using (var origin = MapStoreWriter.Open(_folder.File()))
        {
            versions = [origin.Texts.Set("a", Sample.Of(1)), origin.Texts.Set("b", Sample.Of(2)), origin.Texts.Remove("a") ? origin.Texts.Version : 0, origin.Beside.Set(Sample.Of(3))];
            using MapStore reader = origin.OpenReader();
            if (byReader)
                reader.Backup(_folder.File("copy"), cancellationToken: Stop);
            else
                origin.Backup(_folder.File("copy"), cancellationToken: Stop);
        }

        Assert.Empty(StoreFiles.Verify(_folder.File("copy")).Findings);
        using var writer = MapStoreWriter.Open(_folder.File("copy"));
        Collected[] behind = [.. versions[..2].Prepend(0).Select(since => new Collected(writer.Texts.WatchAsync(since, Stop)))];
        Collected[] upToDate = [.. versions[2..].Select(since => new Collected(writer.Texts.WatchAsync(since, Stop)))];
        long next = writer.Texts.Set("c", Sample.Of(4));
        Assert.Equal(versions[3] + 1, next);
        Assert.All(behind, told => Assert.Equal([(MapChangeKind.Missed, null, versions[2]), (MapChangeKind.Set, "c", next)], told.Of(2)));
        Assert.All(upToDate, told => Assert.Equal([(MapChangeKind.Set, "c", next)], told.Of(1)));
    }

    [Fact]
    public void After_a_repair_everybody_is_told_to_look_at_a_map_as_entries_may_have_gone()
    {
        long last;
        using (var origin = MapStoreWriter.Open(_folder.File()))
        {
            origin.Texts.Set("a", Sample.Of(1));
            last = origin.Texts.Set("b", Sample.Of(2));
        }

        StoreOnDisk.Poke(_folder.File(), HeaderLayout.HeapEndOffset, 1L);
        Assert.True(StoreFiles.Repair(_folder.File()).WasRepaired);
        using var writer = MapStoreWriter.Open(_folder.File());
        var told = new Collected(writer.Texts.WatchAsync(last, Stop));
        Assert.Equal([(MapChangeKind.Missed, null, writer.Texts.Version)], told.Of(1));
        Assert.True(writer.Texts.Version > last);
        var upToDate = new Collected(writer.Texts.WatchAsync(writer.Texts.Version, Stop));
        long next = writer.Texts.Set("c", Sample.Of(3));
        Assert.Equal([(MapChangeKind.Set, "c", next)], told.Of(1));
        Assert.Equal([(MapChangeKind.Set, "c", next)], upToDate.Of(1));
    }

    [Fact]
    public void Of_a_map_that_was_never_changed_nothing_was_missed()
    {
        using (var origin = MapStoreWriter.Open(_folder.File()))
        {
            origin.Texts.Limits = new MapLimits { MaximumEntries = 9 };
            origin.Beside.Set(Sample.Of(1));
            origin.Backup(_folder.File("copy"), cancellationToken: Stop);
        }

        using var writer = MapStoreWriter.Open(_folder.File("copy"));
        var told = new Collected(writer.Texts.WatchAsync(0, Stop));
        long next = writer.Texts.Set("a", Sample.Of(2));
        Assert.Equal([(MapChangeKind.Set, "a", next)], told.Of(1));
    }
}
