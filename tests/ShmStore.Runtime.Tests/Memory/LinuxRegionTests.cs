using System.Globalization;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>The provider on Linux calls, with unnamed new files.</summary>
public sealed unsafe class LinuxRegionTests : RegionTests
{
    private protected override IRegionProvider Provider { get; } = new LinuxRegionProvider();

    private protected override string ProviderName => "linux";

    private protected override void AssertAfterCreatorDied() => Assert.Empty(Folder.Names());

    [Fact]
    public void It_is_what_Linux_gets() => Assert.IsType<LinuxRegionProvider>(RegionProviders.Default);

    [Fact]
    public void What_a_writer_s_file_may_grow_to_cannot_be_written_before_so_that_crash_dumps_do_not_look_at_it()
    {
        Create().Dispose();
        using (Region alone = Open(RegionAccess.Write, maximum: 1L << 36))
        {
            Assert.Equal(64 * Kilo, BytesWritable());
            alone.Grow(8192 * Kilo);
            Assert.Equal(8192 * Kilo, BytesWritable());
        }

        // What others have added.
        using Region first = Open(RegionAccess.WriteAmongOthers, maximum: 1L << 36);
        using Region second = Open(RegionAccess.WriteAmongOthers, maximum: 1L << 36);
        first.Grow(9000 * Kilo);
        second.Refresh();
        second.Origin[second.Committed - 1] = 7;
        Assert.Equal((9000 * Kilo, 7), (second.Committed, first.Origin[(9000 * Kilo) - 1]));
        Assert.Equal(2 * 9000 * Kilo, BytesWritable());
        second.Grow(9100 * Kilo);
        first.Grow(9200 * Kilo);
        first.Origin[first.Committed - 1] = 8;
        Assert.Equal(9100 * Kilo, second.Committed);
    }

    private long BytesWritable() => File.ReadLines("/proc/self/maps")
        .Where(line => line.EndsWith(Store, StringComparison.Ordinal) && line.Contains(" rw", StringComparison.Ordinal))
        .Select(static line => line.Split(' ')[0].Split('-'))
        .Sum(static range => long.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - long.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    [Fact]
    public void Within_its_reserve_a_region_grows_in_place()
    {
        using Region writer = Create(maximum: 1L << 32);
        using Region reader = Open(RegionAccess.Read, maximum: 1L << 32);
        byte* written = writer.Origin, read = reader.Origin;
        writer.Grow(512 * Kilo);
        reader.Refresh();
        Assert.True(written == writer.Origin && read == reader.Origin);
        Assert.Equal(1L << 32, reader.Maximum);
    }

    [Fact]
    public void Address_space_of_closed_regions_is_used_again_though_nothing_is_collected()
    {
        // More than the processor can address at once.
        for (int i = 0; i < 40; i++)
            Provider.Create(Folder.File($"{i}"), 64 * Kilo, 1L << 43, static _ => { }).Dispose();
    }

    [Fact]
    public void Readers_make_do_with_the_address_space_there_is_and_do_not_send_the_collector_for_more()
    {
        Create().Dispose();
        using var child = HostProcess.Start("open-many", ProviderName, Store, "100", (1L << 43).ToString(CultureInfo.InvariantCulture));
        string[] counts = child.ReadLine()!.Split(' ');
        Assert.Equal("0", counts[0]);
        Assert.InRange(int.Parse(counts[1], CultureInfo.InvariantCulture), 1, 99);
        child.Succeed();
    }

    [Fact]
    public void Closed_regions_leave_mappings_to_others_though_the_collector_has_no_reason_to_run()
    {
        const int times = 10_000;
        using var child = HostProcess.StartAfter("export DOTNET_GCgen0size=0x40000000", "open-and-close", ProviderName, Store, times.ToString(CultureInfo.InvariantCulture));
        Assert.InRange(int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture), 2000, times);
        child.Succeed();
    }

    [Fact]
    public void What_cannot_be_told_once_of_how_memory_is_counted_is_asked_again() => Assert.Null(typeof(MemoryAccounting).TypeInitializer);

    [Fact]
    public void Growth_takes_real_space_and_a_failed_one_gives_it_back()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        using Region region = Provider.Create(Path.Combine(mount, "region"), 64 * Kilo, 64 * 1024 * Kilo, static _ => { });
        region.Grow(512 * Kilo);
        Assert.Equal(512 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
        Assert.Throws<StoreFullException>(() => region.Grow(2048 * Kilo));
        Assert.Equal(512 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
        Assert.Equal(512 * Kilo, new FileInfo(region.Path!).Length);
    }

    [Fact]
    public void A_file_system_that_cannot_preallocate_gets_zeros()
    {
        string path = Path.Combine(Folder.Mount("ramfs", "mode=700"), "region");
        using Region writer = Provider.Create(path, 64 * Kilo, 1024 * Kilo, static region => region.Origin[0] = 7);
        writer.Grow(1024 * Kilo);
        using Region reader = Provider.Open(path, RegionAccess.Read, 1);
        Assert.Equal(1024 * Kilo, reader.Committed);
        Assert.Equal(7, reader.Origin[0]);
        Assert.False(Bytes(reader)[1..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void A_limit_on_the_size_of_files_is_an_error_and_not_the_end_of_the_process()
    {
        // The runtime's own double mapping of code is a large file, too.
        const string shell = "export DOTNET_EnableWriteXorExecute=0; ulimit -f 1024";
        using var child = HostProcess.StartAfter(shell, "grow", ProviderName, Store, "67108864");
        Assert.Contains("67108864", child.ReadLine(), StringComparison.Ordinal);
        child.Succeed();
    }

    [Fact]
    public void Holes_are_filled_on_request_or_reported()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        using (FileStream file = File.Create(path))
            file.SetLength(4 * 1024 * Kilo);
        using Region writer = Provider.Open(path, RegionAccess.Write, 1);
        writer.FillHoles(512 * Kilo);
        Assert.Equal(512 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
        Assert.Throws<StoreFullException>(() => writer.FillHoles(4 * 1024 * Kilo));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.FillHoles(5 * 1024 * Kilo));
    }

    [Fact]
    public void Holes_that_cannot_be_filled_are_told_to_those_who_only_read_too()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        using FileStream file = File.Create(path);
        file.SetLength(4 * 1024 * Kilo);
        using (Region first = Provider.Open(path, RegionAccess.Read, 1))
        {
            Assert.Contains("holes", Assert.Throws<StoreFullException>(() => first.FillHoles(first.Committed)).Message, StringComparison.Ordinal);
            Assert.Equal((1024 * Kilo) - Pages.Size, new DriveInfo(mount).AvailableFreeSpace);
        }

        file.SetLength(512 * Kilo);
        using Region reader = Provider.Open(path, RegionAccess.Read, 1);
        Assert.Equal((1024 * Kilo) - Pages.Size, new DriveInfo(mount).AvailableFreeSpace);
        reader.FillHoles(reader.Committed);
        Assert.Equal(512 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
        Assert.False(Bytes(reader).ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Holes_of_a_file_that_is_mounted_alone_are_those_of_its_file_system()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        using (FileStream file = File.Create(path))
            file.SetLength(4 * 1024 * Kilo);
        using Region reader = Provider.Open(Folder.MountFile(path, "alone"), RegionAccess.Read, 1);
        Assert.Throws<StoreFullException>(() => reader.FillHoles(reader.Committed));
        Assert.Equal((1024 * Kilo) - Pages.Size, new DriveInfo(mount).AvailableFreeSpace);
    }

    [Fact]
    public void A_file_system_without_room_for_another_file_is_full()
    {
        string mount = Folder.Mount("tmpfs", "nr_inodes=1");
        string path = Path.Combine(mount, "region");
        foreach (bool alwaysNamed in (bool[])[false, true])
            Assert.Contains(path, Assert.Throws<StoreFullException>(() => new LinuxRegionProvider(alwaysNamed).Create(path, 64 * Kilo, 64 * Kilo, static _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Holes_are_found_though_the_file_has_more_blocks_than_bytes()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        using (FileStream file = File.Create(path))
            file.SetLength(256 * Kilo);
        Assert.True(TestFolder.TryRun("fallocate", "-n", "-o", "262144", "-l", "262144", path));
        using Region writer = Provider.Open(path, RegionAccess.Write, 1);
        writer.FillHoles(256 * Kilo);
        Assert.Equal(512 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
    }

    [Fact]
    public void A_window_has_its_space_before_it_is_written()
    {
        string mount = Folder.Mount("tmpfs", "size=1m");
        string path = Path.Combine(mount, "region");
        using (FileStream file = File.Create(path))
        {
            file.Write(new byte[64 * Kilo]);
            file.SetLength(512 * Kilo);
        }

        using Region contributor = Provider.Open(path, RegionAccess.Contribute, 1);
        Assert.Equal(960 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
        Assert.True(contributor.MapWindow(64 * Kilo, 64 * Kilo) != null);
        Assert.Equal(896 * Kilo, new DriveInfo(mount).AvailableFreeSpace);
    }

    [Fact]
    public void A_writer_that_cannot_have_its_address_space_is_told()
    {
        var error = Assert.Throws<StoreFullException>(() => Create(maximum: 1L << 52));
        Assert.Contains("4503599627370496", error.Message, StringComparison.Ordinal);
        Assert.Empty(Folder.Names());
    }

    [Fact]
    public void What_a_file_in_memory_grows_by_lies_in_large_pages()
    {
        using Region writer = Create(committed: 3072 * Kilo, maximum: 64 * 1024 * Kilo);
        long first = 4096 * Kilo, length = 8192 * Kilo;
        writer.Grow(first + length);
        using Region reader = Open(RegionAccess.Read, maximum: 64 * 1024 * Kilo);
        foreach (Region region in (Region[])[writer, reader])
        {
            for (long offset = first; offset < first + length; offset += 4 * Kilo)
                Assert.Equal(0, region.Origin[offset]);
        }

        (long Written, long Read) large = (LargePagesOf(writer), LargePagesOf(reader));

        // Tells whether the system could make them large.
        if (LibC.Advise(writer.Origin + first, (nuint)length, LibC.AdviseCollapse) != 0)
            Assert.Skip("this system does not put large pages into files on demand");
        Assert.Equal((length / Kilo, length / Kilo), large);
    }

    [Fact]
    public void A_region_begins_where_a_large_page_can()
    {
        using Region memory = Provider.CreatePrivate(4096 * Kilo, 64 * 1024 * Kilo);
        using Region writer = Create(maximum: 64 * 1024 * Kilo);
        using Region reader = Open(RegionAccess.Read, maximum: 64 * 1024 * Kilo);
        if (!LargePages.Fit(memory.Maximum))
            Assert.Skip("this system has no large pages of 2 MiB");
        Assert.All((Region[])[memory, writer, reader], static region => Assert.Equal(0, (nint)region.Origin % (2048 * Kilo)));
    }

    // KiB of a mapping that are mapped by large pages.
    private static long LargePagesOf(Region region)
    {
        string start = ((nint)region.Origin).ToString("x", CultureInfo.InvariantCulture) + "-";
        string line = File.ReadLines("/proc/self/smaps").SkipWhile(line => !line.StartsWith(start, StringComparison.Ordinal))
            .First(static line => line.StartsWith("ShmemPmdMapped:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_disposed_region_gives_its_memory_back_at_once()
    {
        Region region = Provider.CreatePrivate(64 * 1024 * Kilo, 64 * 1024 * Kilo);
        var bytes = new Span<byte>(region.Origin, 64 << 20);
        bytes.Fill(7);
        region.Dispose();
        Assert.False(bytes.ContainsAnyExcept((byte)0));
        GC.KeepAlive(region);
    }
}
