using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Who writes the store just now.</summary>
public sealed class PresentWritersTests : IDisposable
{
    private static readonly StoreOptions Several = new() { Writers = WriterMode.Several };
    private static readonly StoreWriterInfo Unknown = new(null, null, HasTurn: true);

    private readonly TestFolder _folder = new();

    public PresentWritersTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere it cannot be told.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_one_that_is_alone_is_told_to_all_who_are_attached()
    {
        string path = _folder.File();
        DateTimeOffset before = DateTimeOffset.UtcNow.AddSeconds(-1);
        SampleWriter writer = SampleWriter.Open(path);
        using SampleStore reader = SampleStore.Open(path);
        using SampleContributor contributor = SampleContributor.Open(path);
        StoreWriterInfo one = Assert.Single(reader.GetWriters());
        Assert.Equal((Environment.ProcessId, true), (one.ProcessId, one.HasTurn));
        Assert.InRange(one.Since!.Value, before, DateTimeOffset.UtcNow);
        Assert.Equal([one], contributor.GetWriters());
        Assert.Equal([one], writer.GetWriters());
        Assert.Equal([one], reader.Snapshot(static state => state.GetWriters()));
        writer.Dispose();
        Assert.Empty(reader.GetWriters());
        Assert.Throws<ObjectDisposedException>(writer.GetWriters);

        // Who replaces the store notes nothing.
        using (RegionProviders.Default.Open(path, RegionAccess.Write, 1 << 20))
            Assert.Equal([Unknown], reader.GetWriters());
    }

    [Fact]
    public void Each_of_several_is_and_whose_turn_it_is_but_none_that_has_died()
    {
        string path = _folder.File();
        using SampleWriter own = SampleWriter.Open(path, Several);
        using SampleStore reader = SampleStore.Open(path);
        using (SampleWriter.Open(path, Several))
            Assert.Equal([Environment.ProcessId, Environment.ProcessId], reader.GetWriters().Select(static writer => writer.ProcessId!.Value));
        using HostProcess child = HostProcess.Start("store-tell", path, nameof(WriterMode.Several), "0");
        Assert.NotNull(child.ReadLine());
        Assert.False(own.TryBeginCommit(TimeSpan.Zero, out _));
        foreach (IReadOnlyList<StoreWriterInfo> writers in (IReadOnlyList<StoreWriterInfo>[])[own.GetWriters(), reader.GetWriters()])
        {
            Assert.Equal(
                [(Environment.ProcessId, false), (child.Id, true)],
                writers.Select(static writer => (writer.ProcessId!.Value, writer.HasTurn)).OrderBy(static writer => writer.HasTurn));
        }

        child.Kill();
        Assert.True(SpinWait.SpinUntil(() => reader.GetWriters().Count == 1, TimeSpan.FromSeconds(30)));
        Assert.Equal((Environment.ProcessId, false), (Assert.Single(own.GetWriters()).ProcessId, Assert.Single(own.GetWriters()).HasTurn));
        using (own.BeginCommit())
        {
            Assert.True(Assert.Single(reader.GetWriters()).HasTurn);
            Assert.True(Assert.Single(own.GetWriters()).HasTurn);
        }

        own.Dispose();
        Assert.Empty(reader.GetWriters());
        using (RegionProviders.Default.Open(path, RegionAccess.Write, 1 << 20))
            Assert.Equal([Unknown], reader.GetWriters());
    }

    [Fact]
    public void One_that_is_just_attaching_is_not_taken_for_who_had_its_seat_before()
    {
        string path = _folder.File();
        SampleWriter.Open(path, Several).Dispose();
        using SampleStore reader = SampleStore.Open(path);
        using Region attaching = RegionProviders.Default.Open(path, RegionAccess.WriteAmongOthers, 1 << 20);
        StoreOnDisk.Poke(path, SeatLayout.EntryAt(attaching.Seats!.Own) + SeatLayout.ProcessOffset, 5);
        Assert.Equal([Unknown with { HasTurn = false }], reader.GetWriters());
    }

    [Theory]
    [InlineData(-5, long.MinValue)]
    [InlineData(int.MinValue, long.MaxValue)]
    public void What_is_noted_is_not_trusted(int process, long since)
    {
        string path = _folder.File();
        using SampleWriter writer = SampleWriter.Open(path);
        using SampleStore reader = SampleStore.Open(path);
        StoreOnDisk.Poke(path, HeaderLayout.WriterProcessOffset, process);
        StoreOnDisk.Poke(path, HeaderLayout.WriterSinceOffset, since);
        Assert.Null(Assert.Single(reader.GetWriters()).ProcessId);
        StoreOnDisk.Poke(path, HeaderLayout.WriterModeOffset, 77);
        Assert.Throws<StoreFormatException>(reader.GetWriters);
        StoreOnDisk.Poke(path, HeaderLayout.WriterModeOffset, 0);
    }

    [Fact]
    public void Of_memory_of_the_process_and_of_sealed_memory()
    {
        using SampleWriter own = SampleWriter.Open(null);
        using SampleStore ownReader = own.OpenReader();
        Assert.Equal(Environment.ProcessId, Assert.Single(ownReader.GetWriters()).ProcessId);
        Assert.Equal(ownReader.GetWriters(), own.GetWriters());
        own.Dispose();
        Assert.Empty(ownReader.GetWriters());

        using var writer = new SampleWriter(StoreAttachment.CreateSealedWriter(SampleStore.Schema));
        using SafeFileHandle handle = writer.OpenReadHandle();
        using SafeFileHandle copy = writer.CopyFrozen();
        using var live = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        using var frozen = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, copy, MemorySeals.Frozen));
        Assert.Equal(Environment.ProcessId, Assert.Single(live.GetWriters()).ProcessId);
        Assert.Empty(frozen.GetWriters());
        writer.Dispose();
        Assert.Empty(live.GetWriters());
    }

    [Fact]
    public void Where_locks_cannot_be_asked_the_note_tells()
    {
        string path = _folder.File();
        var opener = new StoreOpener(new PortableRegionProvider());
        var writer = new SampleWriter(opener.CreateWriter(SampleStore.Schema, path, new StoreOptions()));
        using var reader = new SampleStore(opener.Open(SampleStore.Schema, path, RegionAccess.Read, new OpenOptions()));
        Assert.Equal(Environment.ProcessId, Assert.Single(reader.GetWriters()).ProcessId);
        writer.Dispose();
        Assert.Empty(reader.GetWriters());
    }
}
