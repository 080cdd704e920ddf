using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>A backup takes the place of the store that it was made of, while a reader and a follower are attached to that one: they keep it, are told, and find the backup when they attach again.</summary>
public sealed class RestoredBackupTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public RestoredBackupTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "where files have no identity that .NET can ask for, nobody is told");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_attached_keeps_the_old_one_and_finds_the_backup_when_it_attaches_again(bool isMoved)
    {
        string live = _folder.File();
        string backup = _folder.File("backup.shm");
        long seen;
        using (var writer = MapStoreWriter.Open(live))
        {
            writer.Numbers.Set(1, Sample.Of(1));
            writer.BackUp(backup);
            writer.Numbers.Set(1, Sample.Of(2));
            seen = writer.Numbers.Version;
        }

        using var reader = MapStore.Open(live);
        await using IAsyncEnumerator<MapChange<int, Sample>> follower = reader.Numbers.WatchAsync(seen, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        ValueTask<bool> change = follower.MoveNextAsync();
        Restore(backup, live, isMoved);
        Assert.True(reader.IsReplaced);
        Assert.Equal(Sample.Of(2), reader.Numbers[1].Value);
        await Assert.ThrowsAsync<IOException>(async () => await change);

        using var again = MapStore.Open(live);
        Assert.Equal(Sample.Of(1), again.Numbers[1].Value);
        Assert.NotEqual(reader.StoreIdentity, again.StoreIdentity);
        await using IAsyncEnumerator<MapChange<int, Sample>> next = again.Numbers.WatchAsync(seen, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await next.MoveNextAsync());
        Assert.Equal(MapChangeKind.Missed, next.Current.Kind);
        using var resumed = MapStoreWriter.Open(live);
        resumed.Numbers.Set(1, Sample.Of(3));
        Assert.Equal(Sample.Of(3), again.Numbers[1].Value);
        Assert.Equal(Sample.Of(2), reader.Numbers[1].Value);
        using var kept = MapStore.Open(backup);
        Assert.Equal(Sample.Of(1), kept.Numbers[1].Value);
    }

    private static void Restore(string backup, string live, bool isMoved)
    {
        if (isMoved)
        {
            File.Copy(backup, live + ".restored");
            File.Move(live + ".restored", live, overwrite: true);
            return;
        }

        using var store = MapStore.Open(backup);
        store.Backup(live, overwrite: true, TestContext.Current.CancellationToken);
    }
}
