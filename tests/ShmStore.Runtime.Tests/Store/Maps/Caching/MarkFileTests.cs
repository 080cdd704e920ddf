using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>The file of marks over many lives of a store, and when somebody takes it away.</summary>
public sealed class MarkFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    [InlineData(-29)]
    [InlineData(31)]
    public unsafe void A_number_of_marks_that_cannot_be_is_as_none(int logarithm)
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        writer.Texts.Limits = new MapLimits { MaximumEntries = 10 };
        writer.Texts.Set("a", Sample.Of(1));
        var index = new IndexInspection(writer.Attachment, 0);
        *(int*)(writer.Attachment.Region.Origin + index.Root + IndexLayout.RootMarksLogOffset) = logarithm;
        writer.Texts.Set("b", Sample.Of(1));
        writer.Texts.Limits = new MapLimits { MaximumEntries = 10 };
        for (int i = 0; i < 100; i++)
            writer.Texts.Set($"entry:{i}", Sample.Of(1));
        Assert.Equal(10, writer.Texts.Count);
    }

    [Fact]
    public void A_map_that_was_never_written_gets_its_marks_once_though_the_store_is_full()
    {
        string path = _folder.File();
        using var writer = MapStoreWriter.Open(path, new StoreOptions { MaximumSize = 1 << 20 });
        Assert.Throws<StoreFullException>(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
                writer.Texts.Set($"entry:{i}", Sample.Of(i, 5));
        });
        Assert.False(File.Exists(path + ".used"));
        writer.Numbers.Limits = new MapLimits { MaximumEntries = 1000 };
        long length = new FileInfo(path + ".used").Length;
        for (int i = 0; i < 3; i++)
            writer.Numbers.Limits = new MapLimits { MaximumEntries = 1000 };
        Assert.Equal(length, new FileInfo(path + ".used").Length);
    }

    [Fact]
    public void Where_there_is_no_room_for_as_many_as_are_wanted_there_are_fewer()
    {
        string path = Path.Combine(_folder.Mount("tmpfs", "size=48m"), "store");
        using var writer = MapStoreWriter.Open(path, new StoreOptions { MaximumSize = 1 << 30 });
        for (int i = 0; i < 3; i++)
        {
            // They would have 64 MiB.
            writer.Texts.Limits = new MapLimits { MaximumEntries = 10_000_000 };
            Assert.Equal((16 << 20) + 65536, new FileInfo(path + ".used").Length);
        }

        writer.Texts.Limits = new MapLimits { MaximumEntries = 1000 };
        Assert.Equal((16 << 20) + 65536, new FileInfo(path + ".used").Length);
    }

    [Fact]
    public void It_does_not_grow_when_a_store_is_restored_over_and_over()
    {
        string path = _folder.File("live");
        string backup = _folder.File("backup");
        var lengths = new List<long>();
        for (int life = 0; life < 10; life++)
        {
            using (var writer = MapStoreWriter.Open(path))
            {
                writer.Texts.Limits = new MapLimits { MaximumEntries = 100_000 };
                writer.Texts.Set("a", Sample.Of(1));
                writer.BackUp(backup, overwrite: true);
            }

            File.Move(backup, path, overwrite: true);
            lengths.Add(new FileInfo(path + ".used").Length);
        }

        Assert.Single(lengths.Distinct());
    }

    [Fact]
    public void It_does_not_grow_when_a_store_is_replaced_over_and_over()
    {
        string path = _folder.File("live");
        string other = _folder.File("other");
        using var source = MapStoreWriter.Open(other);
        source.Texts.Set("a", Sample.Of(1));
        var lengths = new List<long>();
        for (int life = 0; life < 10; life++)
        {
            source.BackUp(path, overwrite: true);
            using var writer = MapStoreWriter.Open(path);
            writer.Texts.Limits = new MapLimits { MaximumEntries = 100_000 };
            lengths.Add(new FileInfo(path + ".used").Length);
        }

        Assert.Single(lengths.Distinct());
    }

    [Fact]
    public void Two_maps_have_areas_of_their_own()
    {
        string path = _folder.File();
        var limits = new MapLimits { MaximumEntries = 100 };
        using (var writer = MapStoreWriter.Open(path))
        {
            writer.Texts.Limits = limits;
            writer.Numbers.Limits = limits;
        }

        File.Delete(path + ".used");
        using var next = MapStoreWriter.Open(path);
        next.Numbers.Limits = limits;
        next.Texts.Limits = limits;
        var texts = new IndexInspection(next.Attachment, 0);
        var numbers = new IndexInspection(next.Attachment, 1);
        Assert.NotEqual(texts.Word(texts.Root + IndexLayout.RootMarksOffset), numbers.Word(numbers.Root + IndexLayout.RootMarksOffset));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_writer_notices_that_another_made_the_file_anew(bool isDeleted)
    {
        string path = _folder.File();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        var options = new StoreOptions { Writers = WriterMode.Several };
        var limits = new MapLimits { MaximumEntries = HotKeys.Entries };
        using var first = MapStoreWriter.Open(path, options);
        first.Texts.Limits = limits;
        for (int i = 0; i < HotKeys.Count; i++)
            first.Texts.Set(HotKeys.KeyOf(i), Sample.Of(i));
        if (isDeleted)
            File.Delete(path + ".used");
        using var second = MapStoreWriter.Open(path, options);
        second.Texts.Limits = limits;
        using MapStore reader = MapStore.Open(path);
        HotKeys.AssertKept(HotKeys.CountKept([first], () => HotKeys.Read(reader)));
    }
}
