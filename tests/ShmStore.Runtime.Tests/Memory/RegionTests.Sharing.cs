using System.Diagnostics;
using ShmStore.Memory;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

public abstract unsafe partial class RegionTests
{
    [Fact]
    public void A_second_writer_is_refused_until_the_first_is_disposed()
    {
        Region first = Create();
        Assert.Throws<RegionLockedException>(() => Open(RegionAccess.Write));

        // Closing another attachment must not release the lock, as it would a POSIX record lock.
        Open(RegionAccess.Contribute).Dispose();
        Open(RegionAccess.Read).Dispose();
        Assert.Throws<RegionLockedException>(() => Open(RegionAccess.Write));

        first.Dispose();
        using Region second = Open(RegionAccess.Write);
        Assert.Throws<RegionLockedException>(() => Open(RegionAccess.Write));
    }

    [Fact]
    public void A_writer_in_another_process_is_refused_and_its_death_releases_the_lock()
    {
        Create().Dispose();
        using var child = HostProcess.Start("hold", ProviderName, Store, nameof(RegionAccess.Write));
        child.Await("attached");
        Assert.Throws<RegionLockedException>(() => Open(RegionAccess.Write));
        Open(RegionAccess.Read).Dispose();

        child.Kill();
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using Region writer = Open(RegionAccess.Write);
                return;
            }
            catch (RegionLockedException) when (Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10))
            {
                Thread.Sleep(1);
            }
        }
    }

    [Fact]
    public void What_a_contributor_writes_through_its_window_everybody_sees()
    {
        using Region writer = Create();
        using Region reader = Open(RegionAccess.Read);
        using Region contributor = Open(RegionAccess.Contribute);
        byte* window = contributor.MapWindow(2 * Pages.Size, Pages.Size);
        window[5] = 7;
        Assert.Equal(7, writer.Origin[2 * Pages.Size + 5]);
        Assert.Equal(7, reader.Origin[2 * Pages.Size + 5]);
        Assert.Equal(7, contributor.Origin[2 * Pages.Size + 5]);
        *writer.MapWindow(Pages.Size, Pages.Size) = 8;
        Assert.Equal(8, reader.Origin[Pages.Size]);
    }

    [Fact]
    public void A_window_must_be_aligned_and_inside_and_not_a_readers()
    {
        using Region writer = Create();
        using Region contributor = Open(RegionAccess.Contribute);
        using Region reader = Open(RegionAccess.Read);
        Assert.Throws<InvalidOperationException>(() => { reader.MapWindow(0, Pages.Size); });
        foreach (Region region in new[] { writer, contributor })
        {
            foreach ((long offset, long length) in new[] { (8, Pages.Size), (0, 8), (0, 0), (-Pages.Size, Pages.Size), (0, 65 * Kilo + Pages.Size), (64 * Kilo, Pages.Size), (Pages.Size, long.MaxValue & -Pages.Size) })
                Assert.Throws<ArgumentOutOfRangeException>(() => { region.MapWindow(offset, length); });
        }
    }

    [Fact]
    public void Readers_and_contributors_map_the_region_read_only()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("How memory is mapped is read from /proc.");
        using Region writer = Create();
        using Region contributor = Open(RegionAccess.Contribute);
        using Region reader = Open(RegionAccess.Read);
        Assert.Equal("rw-s", Protection(writer.Origin));
        Assert.Equal("r--s", Protection(contributor.Origin));
        Assert.Equal("r--s", Protection(reader.Origin));
        Assert.Equal("rw-s", Protection(contributor.MapWindow(0, Pages.Size)));
        Assert.Equal("r--s", Protection(contributor.Origin));
    }

    [Fact]
    public void A_disposed_region_refuses_and_stays_readable()
    {
        Region writer = Create();
        writer.Dispose();
        writer.Dispose();
        Assert.True(writer.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => writer.Grow(128 * Kilo));
        Assert.Throws<ObjectDisposedException>(() => { writer.MapWindow(0, Pages.Size); });
        Assert.Throws<ObjectDisposedException>(writer.Flush);
        Assert.Throws<ObjectDisposedException>(() => Provider.OpenWaitChannel(writer, 0));
        Assert.Equal(0, writer.Refresh());
        Assert.Equal(0, writer.Committed);
        Assert.Equal(0, writer.Origin[64 * Kilo - 1]);
        GC.KeepAlive(writer);
    }

    [Theory]
    [InlineData("region", nameof(RegionAccess.Read))]
    [InlineData("region", nameof(RegionAccess.Contribute))]
    [InlineData("region", nameof(RegionAccess.Write))]
    [InlineData(null, nameof(RegionAccess.Write))]
    public void Disposing_under_hot_reads_never_crashes(string? file, string access)
    {
        using var child = HostProcess.Start("dispose-under-reads", ProviderName, file is null ? "-" : Folder.File(file), access, "200");
        child.Succeed();
    }

    [Fact]
    public void Contents_survive_the_writer()
    {
        using (Region writer = Create())
        {
            Bytes(writer).Fill(7);
            writer.Flush();
        }

        using Region next = Open(RegionAccess.Write);
        Assert.Equal(64 * Kilo, next.Committed);
        Assert.False(Bytes(next).ContainsAnyExcept((byte)7));
        next.FillHoles(next.Committed);
        next.Grow(128 * Kilo);
        Assert.Equal(7, next.Origin[0]);
    }

    private static string Protection(byte* address)
    {
        foreach (string line in File.ReadLines("/proc/self/maps"))
        {
            string[] range = line.Split(' ')[0].Split('-');
            if ((ulong)address >= Convert.ToUInt64(range[0], 16) && (ulong)address < Convert.ToUInt64(range[1], 16))
                return line.Split(' ')[1];
        }

        return "unmapped";
    }
}
