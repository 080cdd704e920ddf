using System.Globalization;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>A store has one writer, and who wants to be the second is told who the first is.</summary>
public sealed class WriterActiveTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void In_the_same_process()
    {
        string path = _folder.File();
        DateTime before = DateTime.UtcNow.AddSeconds(-1);
        using (SampleWriter.Open(path))
        {
            WriterActiveException error = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
            Assert.Equal(Environment.ProcessId, error.ProcessId);
            Assert.InRange(error.Since!.Value, before, DateTime.UtcNow);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains($"this very process ({Environment.ProcessId.ToString(CultureInfo.InvariantCulture)})", error.Message, StringComparison.Ordinal);

            // Readers and contributors come and go, and take nothing from it.
            SampleStore.Open(path).Dispose();
            SampleContributor.Open(path).Dispose();
            Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
        }

        SampleWriter.Open(path).Dispose();
    }

    [Theory]
    [InlineData(WriterMode.Exclusive, false)]
    [InlineData(WriterMode.Several, false)]
    [InlineData(WriterMode.Exclusive, true)]
    public void In_the_same_process_by_another_path(WriterMode mode, bool isPortable)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "links to folders need no permission there");
        var opener = new StoreOpener(isPortable ? new PortableRegionProvider() : RegionProviders.Default);
        string path = _folder.File();

        // Without an identity of files, one to the file only.
        Directory.CreateSymbolicLink(_folder.File("folder"), Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(_folder.File("link"), path);
        using var writer = new SampleWriter(opener.CreateWriter(SampleStore.Schema, path, new StoreOptions { Writers = mode }));
        WriterActiveException error = Assert.Throws<WriterActiveException>(
            () => opener.CreateWriter(SampleStore.Schema, _folder.File(isPortable ? "link" : "folder/region"), new StoreOptions()));
        Assert.Contains("this very process (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_it_has_noted_itself()
    {
        using (var writer = SampleWriter.Open(_folder.File("origin")))
            writer.BackUp(_folder.File("copy"));

        // As a repair or a backup has it that replaces the file: it writes nothing into it.
        using (RegionProviders.Default.Open(_folder.File("copy"), RegionAccess.Write, 1 << 20))
        {
            var refused = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(_folder.File("copy")));
            Assert.Null(refused.ProcessId);
            Assert.Equal($"'{_folder.File("copy")}' has a writer already.", refused.Message);
        }

        // And if somebody takes the name away while it is told that it is taken.
        Assert.Contains("exists already", new RegionExistsException(_folder.File("nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whose_file_is_no_store_yet()
    {
        // Whatever stands where a store would have the note.
        using Region begun = RegionProviders.Default.Create(_folder.File(), 1 << 16, 1 << 16, static region =>
        {
            new RegionHeader(region).At<int>(HeaderLayout.WriterProcessOffset) = 1234;
            new RegionHeader(region).At<long>(HeaderLayout.WriterSinceOffset) = 1;
        });
        var refused = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(_folder.File()));
        Assert.Null(refused.ProcessId);
        Assert.Null(refused.Since);
        Assert.Equal($"'{_folder.File()}' has a writer already.", refused.Message);
    }

    [Fact]
    public void In_another_process_until_that_dies()
    {
        string path = _folder.File();
        using HostProcess child = HostProcess.Start("store-write", path, "small");
        child.Await("writing");
        WriterActiveException error = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
        Assert.Equal(child.Id, error.ProcessId);
        Assert.NotNull(error.Since);
        Assert.DoesNotContain("this very process", error.Message, StringComparison.Ordinal);
        child.Kill();
        using var writer = SampleWriter.Open(path);
        Assert.True(writer.A.Value.IsWhole);
    }

    [Fact]
    public void In_another_process_that_has_the_same_number_in_its_namespace()
    {
        string path = _folder.File();
        using var replaced = SampleWriter.Open(path);
        File.Delete(path);
        using HostProcess child = HostProcess.Start("store-write", path, "small");
        child.Await("writing");
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = HeaderLayout.WriterProcessOffset;
            file.Write(BitConverter.GetBytes(Environment.ProcessId));
        }

        WriterActiveException error = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
        Assert.Equal(Environment.ProcessId, error.ProcessId);
        Assert.DoesNotContain("this very process", error.Message, StringComparison.Ordinal);
        child.Kill();
    }

    [Fact]
    public void In_another_namespace_whose_numbers_mean_nothing_here()
    {
        if (!TestFolder.TryRun("unshare", "--pid", "--fork", "--mount-proc", "true"))
            Assert.Skip("Namespaces of processes are not permitted here.");
        string path = _folder.File();
        using HostProcess child = HostProcess.StartAfter(
            "export SHMSTORE_TEST_PARENT=0; set -- unshare --pid --fork --kill-child --mount-proc \"$@\"", "store-write", path, "small");
        child.Await("writing");
        WriterActiveException error = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
        Assert.Null(error.ProcessId);
        Assert.NotNull(error.Since);
        Assert.Contains("a process of another namespace, such as a container, which is 1 there", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u, true)]
    [InlineData(1u, false)]
    public void The_same_of_several(uint space, bool isKnown)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Several writers need Linux.");
        string path = _folder.File();
        SampleWriter.Open(path, new StoreOptions { Writers = WriterMode.Several }).Dispose();
        using Region region = RegionProviders.Default.Open(path, RegionAccess.WriteAmongOthers, 1 << 20);
        StoreOnDisk.Poke(path, SeatLayout.EntryAt(region.Seats!.Own) + SeatLayout.ProcessOffset, 5);
        StoreOnDisk.Poke(path, SeatLayout.EntryAt(region.Seats.Own) + SeatLayout.NamespaceOffset, space);
        WriterActiveException error = Assert.Throws<WriterActiveException>(() => SampleWriter.Open(path));
        Assert.Equal(isKnown ? 5 : null, error.ProcessId);
        Assert.Contains(isKnown ? "process 5 since" : "which is 5 there since", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_that_create_at_once_one_wins()
    {
        for (int round = 0; round < 20; round++)
        {
            string path = _folder.File($"store{round}");
            using var start = new Barrier(4);
            Task<SampleWriter?>[] tasks = [.. Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    try
                    {
                        return SampleWriter.Open(path);
                    }
                    catch (WriterActiveException)
                    {
                        return null;
                    }
                },
                TaskCreationOptions.LongRunning))];
            SampleWriter?[] writers = await Task.WhenAll(tasks);
            SampleWriter winner = Assert.Single(writers, static writer => writer is not null)!;
            winner.A.Set(Sample.Of(1));
            winner.Dispose();
        }
    }
}
