using System.Globalization;
using Microsoft.Win32.SafeHandles;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Stores in sealed memory, handed to another process that may try what it likes.</summary>
public sealed class SealedMemoryTests
{
    public SealedMemoryTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Sealed memory is to be had on Linux only.");

    [Fact]
    public void A_receiver_reads_and_can_neither_write_nor_shorten()
    {
        using SampleWriter writer = CreateSealed();
        writer.A.Set(Sample.Of(7));
        using var receiver = HostProcess.Start("store-handed-over", writer.Path!);
        receiver.Await("write: refused");
        receiver.Await("shorten: refused");
        receiver.Await("map: refused");
        receiver.Await("read 7");
        receiver.Succeed();
        Assert.Equal(Sample.Of(7), writer.A.Value);
    }

    [Fact]
    public void Control_memory_without_seals_is_written_and_refused_by_who_requires_them()
    {
        using var folder = new TestFolder();
        using SampleWriter writer = SampleWriter.Open(folder.File());
        writer.A.Set(Sample.Of(7));
        using SafeFileHandle handle = writer.OpenReadHandle();
        var refused = Assert.Throws<StoreFormatException>(() => StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        Assert.Equal(StoreFormatReason.NotSealed, refused.Reason);
        Assert.Contains("'Live' are required", refused.Message, StringComparison.Ordinal);
        using (var store = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.None)))
            Assert.Equal(Sample.Of(7), store.A.Value);

        File.Copy(folder.File(), folder.File("copy"));
        using var receiver = HostProcess.Start("store-handed-over", folder.File("copy"));
        receiver.Await("write: done");
    }

    [Fact]
    public void A_live_store_grows_under_its_readers()
    {
        using SampleWriter writer = CreateSealed();
        using SafeFileHandle handle = writer.OpenReadHandle();
        using var reader = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        long before = writer.Statistics.HeapBytes;
        for (int i = 1; i <= 50; i++)
        {
            writer.A.Set(Sample.Of(i, 200_000));
            writer.B.Set(Sample.Of(i));
            Assert.Equal(Sample.Of(i, 200_000), reader.A.Value);
            Assert.Equal(Sample.Of(i), reader.B.Value);
        }

        Assert.True(writer.Statistics.HeapBytes > before);
        using SampleStore another = writer.OpenReader();
        Assert.Equal(Sample.Of(50), another.B.Value);
        Assert.Contains("map", Assert.Throws<UnauthorizedAccessException>(() => StoreAttachment.OpenContributor(SampleStore.Schema, writer.Path!)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_receiver_of_another_user_reads_and_cannot_open_it_anew()
    {
        if (!TestFolder.TryRun("setpriv", "--reuid=65534", "--clear-groups", "true"))
            Assert.Skip("Running a child as another user is not permitted here.");
        using SampleWriter writer = CreateSealed();
        using SafeFileHandle handle = writer.OpenReadHandle();

        // A copy that a child has too (F_DUPFD).
        const int duplicate = 0;
        using var copy = new SafeFileHandle(LibC.Control(handle, duplicate, 0), ownsHandle: true);
        Assert.False(copy.IsInvalid);
        Assert.True(Run("setpriv --reuid=65534 --clear-groups head -c 1 <&{0} >/dev/null"));
        Assert.False(Run("setpriv --reuid=65534 --clear-groups sh -c 'exec 9<>/proc/self/fd/{0}'"));
        Assert.False(Run("setpriv --reuid=65534 --clear-groups sh -c 'exec 9</proc/self/fd/{0}'"));
        Assert.True(Run("exec 9</proc/self/fd/{0}"));

        bool Run(string shell) => TestFolder.TryRun("bash", "-c", string.Format(CultureInfo.InvariantCulture, shell, copy.DangerousGetHandle()));
    }

    [Fact]
    public void Memory_that_was_made_longer_than_it_can_be_is_read_and_grows_as_before()
    {
        using SampleWriter writer = CreateSealed();
        writer.A.Set(Sample.Of(1));
        using SafeFileHandle handle = writer.OpenReadHandle();
        using var before = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        const long length = 1L << 62;
        using (SafeFileHandle writable = File.OpenHandle($"/proc/self/fd/{handle.DangerousGetHandle()}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
            RandomAccess.SetLength(writable, length);
        Assert.Equal(length, RandomAccess.GetLength(handle));

        using var after = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        using SampleStore another = writer.OpenReader();
        writer.A.Set(Sample.Of(2, 5_000_000));
        Assert.InRange(RegionFile.GetStatus(handle, "").Blocks * 512, writer.Attachment.Region.Committed, length);
        Assert.All((SampleStore[])[before, after, another], static reader => Assert.Equal(Sample.Of(2, 5_000_000), reader.A.Value));
    }

    [Fact]
    public void Handles_that_are_of_no_use()
    {
        using var folder = new TestFolder();
        using (SampleWriter.Open(folder.File()))
        {
        }

        using SafeFileHandle writeOnly = File.OpenHandle(folder.File(), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        Assert.Throws<UnauthorizedAccessException>(() => Open(writeOnly));
        const int pathOnly = 0x200000; // O_PATH
        using var nothing = new SafeFileHandle(1 << 20, ownsHandle: false);
        Assert.Throws<IOException>(() => Open(nothing));
        Assert.Equal(0, RegionFile.TryOpen(folder.File(), writable: false, pathOnly, out SafeFileHandle? place));
        using (place)
            Assert.Throws<IOException>(() => Open(place!));
        SafeFileHandle closed = File.OpenHandle(folder.File());
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Open(closed));

        static StoreAttachment Open(SafeFileHandle handle) => StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.None);
    }

    [Fact]
    public async Task Nobody_waits_for_a_change_of_a_frozen_copy()
    {
        using var writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        using SafeFileHandle handle = writer.CopyFrozen();
        using (var store = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Frozen)))
        {
            Assert.Contains("frozen", Assert.Throws<InvalidOperationException>(() => store.A.WaitForChange(1, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => store.A.TryWaitForChange(1, TimeSpan.Zero, out _, TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<InvalidOperationException>(() => store.A.WaitForChangeAsync(1, TestContext.Current.CancellationToken));
        }

        using SampleWriter live = CreateSealed();
        live.A.Set(Sample.Of(1));
        using SafeFileHandle handed = live.OpenReadHandle();
        using var reader = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handed, MemorySeals.Live));
        Task<long> waiting = reader.A.WaitForChangeAsync(reader.A.Version, TestContext.Current.CancellationToken);
        Assert.Equal(live.A.Set(Sample.Of(2)), await waiting);
    }

    [Fact]
    public void A_sealed_store_has_no_contributors()
    {
        using SampleWriter writer = CreateSealed();
        Assert.Contains("sealed", Assert.Throws<InvalidOperationException>(writer.Attachment.AsContributor).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_handle_is_named()
    {
        using var handle = new SafeFileHandle(54321, ownsHandle: false);
        Assert.Contains("handle 54321", Assert.Throws<IOException>(() => StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.None)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frozen_copy_stays_as_it_was_and_has_all_seals()
    {
        using var writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        using SafeFileHandle handle = writer.CopyFrozen();
        writer.A.Set(Sample.Of(2));
        using var store = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Frozen));
        Assert.Equal(Sample.Of(1), store.A.Value);
        Assert.Throws<UnauthorizedAccessException>(() => RandomAccess.Write(handle, [1], 0));

        // Who may open it for writing, as this process may, can neither shorten nor lengthen it, nor write to it.
        using SafeFileHandle writable = File.OpenHandle($"/proc/self/fd/{handle.DangerousGetHandle()}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        long length = RandomAccess.GetLength(handle);
        Assert.ThrowsAny<Exception>(() => RandomAccess.SetLength(writable, length - 4096));
        Assert.ThrowsAny<Exception>(() => RandomAccess.SetLength(writable, length + 4096));
        Assert.ThrowsAny<Exception>(() => RandomAccess.Write(writable, [1], 0));
        Assert.Equal(length, RandomAccess.GetLength(handle));
        using SampleWriter live = CreateSealed();
        using SafeFileHandle other = live.OpenReadHandle();
        Assert.Throws<StoreFormatException>(() => StoreAttachment.OpenSealedReader(SampleStore.Schema, other, MemorySeals.Frozen));
        Assert.Throws<InvalidOperationException>(writer.OpenReadHandle);
    }

    [Fact]
    public void Elsewhere_it_is_refused()
    {
        var opener = new StoreOpener(new PortableRegionProvider());
        Assert.Throws<PlatformNotSupportedException>(() => opener.CreateSealedWriter(SampleStore.Schema, new StoreOptions()));
    }

    [Fact]
    public void Options_count_as_for_other_memory()
    {
        using var writer = new SampleWriter(StoreAttachment.CreateSealedWriter(SampleStore.Schema, new StoreOptions { Checksums = true }));
        Assert.True(writer.Statistics.Checksums);
        var refused = Assert.Throws<ArgumentException>(() => StoreAttachment.CreateSealedWriter(SampleStore.Schema, new StoreOptions { Writers = WriterMode.Several }));
        Assert.Contains("only files can have several", refused.Message, StringComparison.Ordinal);
    }

    private static SampleWriter CreateSealed() => new(StoreAttachment.CreateSealedWriter(SampleStore.Schema));
}
