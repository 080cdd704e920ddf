using ShmStore.Heap;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Replacing;

/// <summary>Another file takes the place of one that is attached: those who are attached stay with theirs, are told so when they ask, and never meet the other one.</summary>
public sealed class ReplacedFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public ReplacedFileTests()
    {
        using (var writer = SampleWriter.Open(_folder.File()))
            writer.A.Set(Sample.Of(1));
        using var other = SampleWriter.Open(_folder.File("other"));
        for (int i = 0; i < 50; i++)
            other.A.Set(Sample.Of(1000 + i));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(250)]
    [InlineData(251)]
    [InlineData(255)]
    public void A_store_is_deleted_however_long_its_name_is(int length)
    {
        // From 251 on, files beside it have no room for their endings.
        string path = _folder.File(new string('n', length));
        SampleWriter.Open(path).Dispose();
        Assert.True(SharedStoreFile.Delete(path));
        Assert.False(SharedStoreFile.Delete(path));
        Assert.DoesNotContain(_folder.Names(), static name => name.StartsWith('n'));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Readers_keep_the_old_file_and_can_ask(bool isRenamedOver)
    {
        using var reader = SampleStore.Open(_folder.File());
        using var contributor = SampleContributor.Open(_folder.File());
        Assert.False(reader.IsReplaced || contributor.IsReplaced);
        PutAnother(isRenamedOver);
        Assert.True(reader.IsReplaced && contributor.IsReplaced);
        Assert.Equal(1, reader.A.Value.Number);
        Assert.Equal(1, reader.Snapshot(static state => state.A.Value.Number));
        Assert.Equal(5, contributor.Count.Add(5));
        Assert.Equal(5, reader.Count.Value);
        Assert.True(reader.Statistics.CommittedBytes > 0);
        Assert.Throws<IOException>(() => reader.A.TryWaitForChange(reader.A.Version, TimeSpan.FromMilliseconds(50), out _, TestContext.Current.CancellationToken));
        reader.BackUp(_folder.File("old"));
        using var old = SampleStore.Open(_folder.File("old"));
        Assert.Equal(1, old.A.Value.Number);
        using var late = SampleStore.Open(_folder.File());
        Assert.False(late.IsReplaced);
        Assert.True(late.A.Value.Number >= 1000);
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void A_writer_never_meets_the_new_file_and_is_told_by_what_would(WriterMode mode)
    {
        string path = _folder.File("written");
        var options = new StoreOptions { Writers = mode };
        using var writer = SampleWriter.Open(path, options);
        using SampleStore reader = writer.OpenReader();
        writer.Flush();
        File.Move(_folder.File("other"), path, overwrite: true);
        byte[] restored = File.ReadAllBytes(path);
        writer.A.Set(Sample.Of(2));
        Assert.Equal(2, reader.A.WaitForChange(0, TestContext.Current.CancellationToken) == writer.Version ? reader.A.Value.Number : 0);
        Grow(writer);
        Assert.True(writer.IsReplaced);
        foreach (Action act in (Action[])[writer.Flush, () => writer.OpenReader().Dispose(), () => writer.OpenContributor().Dispose(), () => writer.OpenReadHandle().Dispose()])
            Assert.Contains("another took its place", Assert.Throws<IOException>(act).Message, StringComparison.Ordinal);
        Assert.Equal(restored, File.ReadAllBytes(path));

        // Who comes now gets the new one, and the lock of the old one is none on it.
        using var next = SampleWriter.Open(path);
        Assert.Equal(1049, next.A.Value.Number);
        next.A.Set(Sample.Of(3));
        Assert.Equal(2, writer.A.Value.Number);
        Assert.False(next.IsReplaced);
    }

    [Fact]
    public void A_writer_whose_file_was_deleted_is_told_too()
    {
        using var writer = SampleWriter.Open(_folder.File());
        File.Delete(_folder.File());
        writer.A.Set(Sample.Of(2));
        Assert.True(writer.IsReplaced);
        Assert.Throws<IOException>(writer.Flush);
        Assert.Throws<IOException>(() => writer.OpenReader().Dispose());
        Assert.Contains("is not the file any more", Assert.Throws<IOException>(() => writer.OpenReadHandle().Dispose()).Message, StringComparison.Ordinal);
        writer.BackUp(_folder.File());
        using var saved = SampleStore.Open(_folder.File());
        Assert.Equal(2, saved.A.Value.Number);
    }

    [Fact]
    public void Stores_without_a_path_are_never_replaced_and_neither_is_what_is_handed_over()
    {
        using var memory = SampleWriter.Open(null);
        Assert.False(memory.IsReplaced);
        memory.Flush();
        memory.OpenReader().Dispose();
        if (!OperatingSystem.IsLinux())
            return;
        using var held = new SampleWriter(StoreAttachment.CreateSealedWriter(SampleStore.Schema));
        using Microsoft.Win32.SafeHandles.SafeFileHandle handle = held.OpenReadHandle();
        using var reader = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        Assert.False(held.IsReplaced || reader.IsReplaced);
        held.Flush();
    }

    [Fact]
    public void A_dead_owners_turn_in_the_old_file_is_taken_over_there()
    {
        string path = _folder.File("several");
        var options = new StoreOptions { Writers = WriterMode.Several };
        SampleCounting.Create(path);
        using var writer = SampleWriter.Open(path, options);
        using (HostProcess child = HostProcess.Start("store-commit", path, "1", "several"))
            Assert.Null(child.ReadLine());
        File.Move(_folder.File("other"), path, overwrite: true);
        bool wasRepaired = false;
        writer.Attachment.Writer!.StepTaken = step => wasRepaired |= step == WriteStep.RepairBegun;
        writer.A.Set(Sample.Of(7));
        Assert.True(wasRepaired);
        Assert.Equal(7, writer.A.Value.Number);
        Assert.True(writer.IsReplaced);
        using var late = SampleStore.Open(path);
        Assert.Equal(1049, late.A.Value.Number);
    }

    private static void Grow(SampleWriter writer)
    {
        long before = writer.Statistics.CommittedBytes;
        for (int i = 0; writer.Statistics.CommittedBytes == before; i++)
            writer.B.Set(Sample.Of(i, 100_000));
    }

    private void PutAnother(bool isRenamedOver)
    {
        if (!isRenamedOver)
            File.Delete(_folder.File());
        File.Move(_folder.File("other"), _folder.File(), isRenamedOver);
    }
}
