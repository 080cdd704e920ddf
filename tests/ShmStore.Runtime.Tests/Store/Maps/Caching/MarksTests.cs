using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>What is read, by whatever attachment, stays; what is not read goes.</summary>
public sealed class MarksTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("linux", false)]
    [InlineData("linux", true)]
    [InlineData("portable", false)]
    [InlineData("portable", true)]
    public void Reads_of_another_attachment_keep_keys(string provider, bool inFile)
    {
        IRegionProvider regions = provider == "linux" ? new LinuxRegionProvider() : new PortableRegionProvider();
        string? path = inFile ? _folder.File() : null;
        using var writer = new MapStoreWriter(new StoreOpener(regions).CreateWriter(MapStore.Schema, path, new StoreOptions()));
        for (int i = 0; i < HotKeys.Count; i++)
            writer.Texts.Set(HotKeys.KeyOf(i), Sample.Of(i));
        using MapStore reader = writer.OpenReader();

        // It has looked at the map before anybody wanted marks.
        Assert.True(reader.Texts.ContainsKey(HotKeys.KeyOf(0)));
        writer.Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        for (int i = 0; i < HotKeys.Count; i++)
            writer.Texts.Remove(HotKeys.KeyOf(i));
        HotKeys.AssertKept(HotKeys.CountKept([writer], () => HotKeys.Read(reader)));
    }

    [Fact]
    public void Without_reads_nothing_is_kept()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        Assert.Equal(0, HotKeys.CountKept([writer], static () => { }));
    }

    [Fact]
    public void A_look_through_all_entries_keeps_none()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        Assert.Equal(0, HotKeys.CountKept([writer], () => Assert.NotEmpty(writer.Texts.ToList())));
    }

    [Fact]
    public void Reads_in_snapshots_of_long_keys_and_of_what_expires_keep_keys()
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        writer.Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries, TimeToLive = TimeSpan.FromHours(1) };
        HotKeys.AssertKept(HotKeys.CountKept([writer], () => HotKeys.Read(reader)));
        HotKeys.AssertKept(HotKeys.CountKept([writer], () => reader.Snapshot(static store => Enumerable.Range(0, HotKeys.Count).Count(i => store.Texts.ContainsKey(HotKeys.KeyOf(i))))));
    }

    [Fact]
    public void Reads_of_another_process_keep_keys()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path);
        writer.Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        for (int i = 0; i < HotKeys.Count; i++)
            writer.Texts.Set(HotKeys.KeyOf(i), Sample.Of(i));
        using HostProcess reader = HostProcess.Start("map-find", path);
        reader.Await("ready");
        HotKeys.AssertKept(HotKeys.CountKept([writer], () =>
        {
            foreach (int i in Enumerable.Range(0, HotKeys.Count))
                reader.Send(HotKeys.KeyOf(i));

            // Or missing: a few may be evicted.
            foreach (int _ in Enumerable.Range(0, HotKeys.Count))
                Assert.True(reader.ReadLine() is "found" or "missing");
        }));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_next_writer_knows_what_was_read_and_makes_no_other_marks(bool isFirstOfTwoMaps)
    {
        string path = _folder.File();
        var limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        using (var writer = MapStoreWriter.Open(path))
        {
            writer.Texts.Limits = limits;
            if (isFirstOfTwoMaps)
                writer.Numbers.Limits = limits;
            for (int i = 0; i < HotKeys.Entries; i++)
                writer.Texts.Set(i < HotKeys.Count ? HotKeys.KeyOf(i) : $"cold:{i}", Sample.Of(i));
            using MapStore reader = writer.OpenReader();
            HotKeys.Read(reader);
        }

        long length = new FileInfo(path + ".used").Length;
        using var next = MapStoreWriter.Open(path);
        next.Texts.Limits = limits;
        for (int i = 0; i < HotKeys.Entries - HotKeys.Count; i++)
            next.Texts.Set($"new:{i}", Sample.Of(i));
        HotKeys.AssertKept(HotKeys.CountIn(next.Texts));
        if (isFirstOfTwoMaps)
            next.Numbers.Limits = limits;
        Assert.Equal(length, new FileInfo(path + ".used").Length);
    }

    [Fact]
    public void Who_may_not_leave_marks_reads_all_the_same()
    {
        string path = _folder.File();
        File.WriteAllText(path + ".used", "somebody's");
        using (var writer = MapStoreWriter.Open(path))
        {
            using MapStore reader = writer.OpenReader();
            writer.Texts.Limits = new MapLimits { MaximumEntries = HotKeys.Entries };
            Assert.Equal(0, HotKeys.CountKept([writer], () => HotKeys.Read(reader)));
            Assert.Equal(HotKeys.Entries, reader.Texts.Count);
        }

        Assert.Equal("somebody's", File.ReadAllText(path + ".used"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(70_000)]
    public void A_file_of_marks_that_is_too_short_is_not_used(int length)
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path);
        writer.Texts.Limits = new MapLimits { MaximumEntries = 100_000 };
        byte[] marks = File.ReadAllBytes(path + ".used");
        File.Delete(path + ".used");
        File.WriteAllBytes(path + ".used", marks[..length]);
        writer.Texts.Set(HotKeys.KeyOf(0), Sample.Of(0));
        using MapStore reader = writer.OpenReader();
        Assert.Equal(0, reader.Texts[HotKeys.KeyOf(0)].Value.Number);
    }
}
