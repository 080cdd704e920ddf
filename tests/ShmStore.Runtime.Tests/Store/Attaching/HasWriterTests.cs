using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;
using MongoDB.Bson;
using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Whether somebody writes the store just now.</summary>
public sealed class HasWriterTests : IDisposable
{
    private static readonly StoreOptions Several = new() { Writers = WriterMode.Several };

    private readonly TestFolder _folder = new();

    public HasWriterTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere it cannot be told.");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void As_long_as_the_writer_is_attached()
    {
        string path = _folder.File();
        SampleWriter writer = SampleWriter.Open(path);
        using SampleStore reader = SampleStore.Open(path);
        using SampleContributor contributor = SampleContributor.Open(path);
        using SampleStore own = writer.OpenReader();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(writer.HasWriter && reader.HasWriter && contributor.HasWriter && own.HasWriter);
            Assert.True(reader.Snapshot(static state => state.HasWriter));
            writer.Dispose();
            Assert.False(reader.HasWriter || contributor.HasWriter || own.HasWriter);
            Assert.False(reader.Snapshot(static state => state.HasWriter));
            writer = SampleWriter.Open(path);
        }

        writer.Dispose();
    }

    [Fact]
    public void As_long_as_one_of_several_is()
    {
        string path = _folder.File();
        using SampleWriter first = SampleWriter.Open(path, Several);
        using SampleStore reader = SampleStore.Open(path);
        using SampleWriter second = SampleWriter.Open(path, Several);
        Assert.True(first.HasWriter && second.HasWriter && reader.HasWriter);
        first.Dispose();
        Assert.True(second.HasWriter && reader.HasWriter);
        second.Dispose();
        Assert.False(reader.HasWriter);
    }

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public void Not_after_its_process_was_killed_but_while_it_is_stopped(WriterMode mode)
    {
        string path = _folder.File();
        SampleWriter.Open(path, new StoreOptions { Writers = mode }).Dispose();
        using SampleStore reader = SampleStore.Open(path);
        Assert.False(reader.HasWriter);
        using HostProcess child = HostProcess.Start("store-tell", path, mode.ToString(), "0");
        Assert.NotNull(child.ReadLine());
        Assert.True(reader.HasWriter);
        child.Signal("STOP");
        Assert.True(reader.HasWriter);
        child.Kill();

        // The system may take a moment to close its files.
        Assert.True(SpinWait.SpinUntil(() => !reader.HasWriter, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Of_the_file_that_is_attached_and_not_of_another_at_its_path()
    {
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        using SampleStore old = SampleStore.Open(path);
        Assert.True(SharedStoreFile.Delete(path));
        using SampleWriter writer = SampleWriter.Open(path);
        using SampleStore reader = SampleStore.Open(path);
        Assert.True(reader.HasWriter);
        Assert.False(old.HasWriter);
        File.Delete(path);
        Assert.True(writer.HasWriter && reader.HasWriter);
    }

    [Fact]
    public void Readers_are_none_with_whatever_schema()
    {
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        BsonDocument longer = SampleSchema.Document();
        longer["keys"].AsBsonArray.Add(SampleSchema.Key("Later", "atomic", "int64"));
        using var claiming = new SampleStore(StoreAttachment.OpenReader(SampleSchema.Parse(longer), path));
        using SampleStore reader = SampleStore.Open(path);
        Assert.False(reader.HasWriter || claiming.HasWriter);
    }

    [Fact]
    public void Memory_of_the_process_has_one_until_that_is_disposed_or_nobody_s()
    {
        using SampleWriter writer = SampleWriter.Open(null);
        using SampleStore reader = writer.OpenReader();
        using SampleContributor contributor = writer.OpenContributor();
        Assert.True(writer.HasWriter && reader.HasWriter && contributor.HasWriter);
        writer.Dispose();
        Assert.False(reader.HasWriter || contributor.HasWriter);

        using SampleStore left = ReaderOfForgotten();
        for (int attempt = 0; left.HasWriter && attempt < 20; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(left.HasWriter);
        Assert.Equal(1, left.A.Value.Number);
    }

    [Fact]
    public void Sealed_memory_has_one_and_a_frozen_copy_none()
    {
        using var writer = new SampleWriter(StoreAttachment.CreateSealedWriter(SampleStore.Schema));
        using SafeFileHandle handle = writer.OpenReadHandle();
        using SafeFileHandle copy = writer.CopyFrozen();
        using var live = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, handle, MemorySeals.Live));
        using var frozen = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, copy, MemorySeals.Frozen));
        Assert.True(writer.HasWriter && live.HasWriter);
        Assert.False(frozen.HasWriter);
        writer.Dispose();
        Assert.False(live.HasWriter);
    }

    [Fact]
    public void Where_it_cannot_be_told_there_may_be_one()
    {
        string path = _folder.File();
        var opener = new StoreOpener(new PortableRegionProvider());
        new SampleWriter(opener.CreateWriter(SampleStore.Schema, path, new StoreOptions())).Dispose();
        using var reader = new SampleStore(opener.Open(SampleStore.Schema, path, RegionAccess.Read, new OpenOptions()));
        Assert.True(reader.HasWriter);
        using var memory = new SampleWriter(opener.CreateWriter(SampleStore.Schema, null, new StoreOptions()));
        using SampleStore own = memory.OpenReader();
        memory.Dispose();
        Assert.False(own.HasWriter);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SampleStore ReaderOfForgotten()
    {
        SampleWriter writer = SampleWriter.Open(null);
        writer.A.Set(Sample.Of(1));
        return writer.OpenReader();
    }
}
