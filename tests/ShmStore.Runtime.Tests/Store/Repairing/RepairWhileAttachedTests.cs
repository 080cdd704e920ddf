using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Inspection;

namespace ShmStore.Tests.Store.Repairing;

/// <summary>Another process repairs a store that is attached here, or has no room to.</summary>
public sealed class RepairWhileAttachedTests : IDisposable
{
    private readonly MapStoreOnDisk _store = new(2000);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void Readers_keep_the_old_file_and_find_the_repaired_one_when_they_attach_again()
    {
        using var reader = MapStore.Open(_store.Path);
        Damage();
        Assert.StartsWith("repaired, ", Repair(""), StringComparison.Ordinal);
        Assert.True(reader.IsReplaced);
        Assert.Equal(Sample.Of(99), reader.Beside.Value);
        Assert.Equal(2000, reader.Numbers.Count(static entry => entry.Value.Number == entry.Key + 1));
        Assert.Throws<IOException>(() => reader.TryWaitForChange(reader.Version, TimeSpan.FromMilliseconds(20), out _, TestContext.Current.CancellationToken));
        using (var writer = MapStoreWriter.Open(_store.Path))
            writer.Numbers.Set(-1, Sample.Of(-1));
        Assert.False(reader.Numbers.ContainsKey(-1));
        using var again = MapStore.Open(_store.Path);
        Assert.False(again.IsReplaced);
        Assert.True(again.Numbers.ContainsKey(-1));
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_store_with_writers_is_left_alone_and_they_go_on(WriterMode mode)
    {
        string path = _store.Beside("several");
        using var writer = MapStoreWriter.Open(path, new StoreOptions { Writers = mode });
        writer.Beside.Set(Sample.Of(1));
        Assert.Equal(nameof(WriterActiveException), Repair("", path));
        Assert.Throws<WriterActiveException>(() => StoreFiles.Repair(path));
        Assert.Throws<WriterActiveException>(() => writer.BackUp(path, overwrite: true));
        Assert.Throws<WriterActiveException>(() => StoreFiles.Delete(path));
        writer.Beside.Set(Sample.Of(2));
        Assert.False(writer.IsReplaced);
        using var reader = MapStore.Open(path);
        Assert.Equal(Sample.Of(2), reader.Beside.Value);
    }

    [Fact]
    public void A_limit_on_the_size_of_files_leaves_the_damaged_store_as_it_was()
    {
        byte[] damaged = Damage();
        Assert.Equal(nameof(StoreFullException), Repair("export DOTNET_EnableWriteXorExecute=0; ulimit -f 512"));
        Assert.Equal(damaged, File.ReadAllBytes(_store.Path));
        Assert.Equal(["store.shm", "store.shm.wait"], _store.Names());
        Assert.StartsWith("repaired, ", Repair(""), StringComparison.Ordinal);
        _store.AssertContent();
    }

    private string Repair(string shell, string? path = null)
    {
        using HostProcess child = HostProcess.StartAfter(shell.Length == 0 ? "true" : shell, "store-repair", path ?? _store.Path);
        child.Await("ready");
        child.Send("go");
        string result = child.ReadLine()!;
        child.Succeed();
        return result;
    }

    private byte[] Damage()
    {
        _store.Poke(Layout.HeaderLayout.HeapEndOffset, 1L);
        return File.ReadAllBytes(_store.Path);
    }
}
