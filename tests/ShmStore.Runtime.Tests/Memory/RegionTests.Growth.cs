using ShmStore.Memory;

namespace ShmStore.Tests.Memory;

public abstract unsafe partial class RegionTests
{
    [Fact]
    public void Private_memory_is_zero_and_keeps_its_contents_when_it_grows()
    {
        using Region region = Provider.CreatePrivate(64 * Kilo, 1024 * Kilo);
        Assert.False(Bytes(region).ContainsAnyExcept((byte)0));
        Bytes(region).Fill(7);
        byte* early = region.Origin;

        region.Grow(1024 * Kilo);

        Assert.Equal(1024 * Kilo, region.Committed);
        Assert.False(Bytes(region)[..(int)(64 * Kilo)].ContainsAnyExcept((byte)7));
        Assert.False(Bytes(region)[(int)(64 * Kilo)..].ContainsAnyExcept((byte)0));
        region.Origin[5] = 9;
        Assert.Equal(9, early[5]);
        Assert.Null(region.Path);
        Assert.Equal(RegionAccess.Write, region.Access);
    }

    [Fact]
    public void Sizes_are_rounded_up_to_pages()
    {
        using Region region = Provider.CreatePrivate(1, 3 * Pages.Size - 1);
        Assert.Equal(Pages.Size, region.Committed);
        Assert.Equal(3 * Pages.Size, region.Maximum);
        region.Grow(Pages.Size + 1);
        Assert.Equal(2 * Pages.Size, region.Committed);
    }

    [Fact]
    public void A_reader_sees_a_file_grow_by_asking()
    {
        using Region writer = Create();
        using Region reader = Open(RegionAccess.Read);
        Bytes(writer).Fill(7);
        byte* early = reader.Origin;

        writer.Grow(256 * Kilo);
        writer.Origin[256 * Kilo - 1] = 8;

        Assert.Equal(64 * Kilo, reader.Committed);
        Assert.Equal(256 * Kilo, reader.Refresh());
        Assert.Equal(256 * Kilo, reader.Committed);
        Assert.Equal(8, reader.Origin[256 * Kilo - 1]);
        Assert.Equal(0, reader.Origin[256 * Kilo - 2]);
        Assert.Equal(7, early[64 * Kilo - 1]);
        Assert.Equal(256 * Kilo, new FileInfo(Store).Length);
    }

    [Fact]
    public void A_reader_that_reserved_too_little_follows_all_the_same()
    {
        using Region writer = Create(maximum: 4096 * Kilo);
        using Region reader = Open(RegionAccess.Read, maximum: 1);
        Bytes(writer).Fill(7);
        byte* early = reader.Origin;
        writer.Grow(4096 * Kilo);
        writer.Origin[4096 * Kilo - 1] = 8;

        Assert.Equal(4096 * Kilo, reader.Refresh());
        Assert.Equal(8, reader.Origin[4096 * Kilo - 1]);
        Assert.True(reader.Maximum >= 4096 * Kilo);
        Assert.Equal(7, early[0]);
    }

    [Fact]
    public void Growth_under_a_running_reader_never_shows_it_an_unmapped_or_strange_byte()
    {
        using Region writer = Create(committed: Pages.Size, maximum: 512 * Pages.Size);
        using Region reader = Open(RegionAccess.Read, maximum: 1);
        bool stop = false, strange = false;
        var thread = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                long committed = reader.Refresh();
                byte* origin = reader.Origin;
                for (long offset = 0; offset < committed; offset += Pages.Size)
                    strange |= origin[offset] is not (0 or 7);
            }
        });
        thread.Start();
        for (int pages = 1; pages <= 512; pages++)
        {
            writer.Grow(pages * Pages.Size);
            writer.Origin[(pages - 1) * Pages.Size] = 7;
        }

        Volatile.Write(ref stop, true);
        thread.Join();
        Assert.False(strange);
        Assert.Equal(512 * Pages.Size, reader.Refresh());
        for (int page = 0; page < 512; page++)
            Assert.Equal(7, reader.Origin[page * Pages.Size]);
    }

    [Fact]
    public void Only_a_writer_can_grow()
    {
        using Region writer = Create();
        using Region reader = Open(RegionAccess.Read);
        using Region contributor = Open(RegionAccess.Contribute);
        Assert.Throws<InvalidOperationException>(() => reader.Grow(128 * Kilo));
        Assert.Throws<InvalidOperationException>(() => contributor.Grow(128 * Kilo));
    }

    [Fact]
    public void Growth_beyond_the_maximum_is_refused_with_the_numbers()
    {
        using Region region = Create(maximum: 128 * Kilo);
        var error = Assert.Throws<StoreFullException>(() => region.Grow(129 * Kilo));
        Assert.Equal(128 * Kilo, error.Maximum);
        Assert.Equal(65 * Kilo, error.Needed);
        Assert.Contains("131072", error.Message, StringComparison.Ordinal);
        Assert.Equal(64 * Kilo, region.Committed);
        region.Grow(128 * Kilo);
        Assert.Equal(128 * Kilo, region.Committed);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    public void Sizes_that_make_no_sense_are_refused(long committed, long maximum)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Provider.CreatePrivate(committed, maximum));
        Assert.Throws<ArgumentOutOfRangeException>(() => Create(committed, maximum));
        Assert.Empty(Folder.Names());
    }

    [Fact]
    public void More_address_space_than_there_is_is_a_clear_error()
    {
        var error = Assert.Throws<StoreFullException>(() => Provider.CreatePrivate(1, 1L << 52).Grow(1L << 52));
        Assert.Contains((1L << 52).ToString(System.Globalization.CultureInfo.InvariantCulture)[..4], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_makes_do_with_less_address_space_than_it_asked_for()
    {
        using Region writer = Create(initialise: static region => region.Origin[0] = 7);
        using Region reader = Open(RegionAccess.Read, maximum: 1L << 52);
        Assert.Equal(7, reader.Origin[0]);
        writer.Grow(128 * Kilo);
        Assert.Equal(128 * Kilo, reader.Refresh());
        Assert.Equal(0, reader.Origin[128 * Kilo - 1]);
    }
}
