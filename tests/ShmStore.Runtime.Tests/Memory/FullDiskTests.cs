using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>Disks that are full, whose file systems would find new space for pages that are written again, or do not tell what space there is.</summary>
public sealed unsafe class FullDiskTests : IDisposable
{
    private const long Mega = 1 << 20;

    private readonly TestFolder _folder = new();
    private readonly LinuxRegionProvider _provider = new();

    public FullDiskTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "File systems of Linux.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("btrfs")]
    [InlineData("xfs")]
    [InlineData("ext4")]
    public void A_store_is_written_within_the_space_that_it_has(string type)
    {
        string mount = _folder.MountDisk(type, 320 * Mega);
        string path = Path.Combine(mount, "store");
        using (var writer = MapStoreWriter.Open(path))
        {
            for (int i = 0; i < 300; i++)
                writer.Numbers.Set(i, Sample.Of(i, 10_000));
            writer.Numbers.Clear();
        }

        TakeAllSpace(mount);
        using HostProcess child = HostProcess.Start("store-fill", path);
        Assert.StartsWith("full at ", child.ReadLine(), StringComparison.Ordinal);
        child.Succeed();
        StoreReport report = StoreFiles.Verify(path);
        Assert.Empty(report.Findings);
        Assert.InRange(report.Content.Values, 200, long.MaxValue);
    }

    [Theory]
    [InlineData("xfs")]
    [InlineData("ext4")]
    public void Space_that_was_never_written_is_not_taken_for_a_hole_and_a_hole_is(string type)
    {
        string mount = _folder.MountDisk(type, 320 * Mega);
        string path = Path.Combine(mount, "region"), sparse = Path.Combine(mount, "sparse");
        _provider.Create(path, 16 * Mega, 16 * Mega, static _ => { }).Dispose();
        _provider.Create(sparse, 2 * Mega, 16 * Mega, static _ => { }).Dispose();
        using (FileStream file = File.OpenWrite(sparse))
            file.SetLength(16 * Mega);
        TakeAllSpace(mount);
        using Region region = _provider.Open(path, RegionAccess.Write, 1);
        region.FillHoles(region.Committed);
        new Span<byte>(region.Origin, (int)region.Committed).Fill(7);
        region.Flush();
        using Region holes = _provider.Open(sparse, RegionAccess.Write, 1);
        Assert.Contains("holes", Assert.Throws<StoreFullException>(() => holes.FillHoles(holes.Committed)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_writer_gets_space_of_its_own_for_what_a_copy_shares_or_is_told_that_there_is_none()
    {
        string mount = _folder.MountDisk("xfs", 320 * Mega);
        string path = Path.Combine(mount, "region"), first = Path.Combine(mount, "first"), second = Path.Combine(mount, "second");
        using (Region region = _provider.Create(path, 80 * Mega, 80 * Mega, static _ => { }))
        {
            new Span<byte>(region.Origin, (int)region.Committed).Fill(7);
            region.Flush();
        }

        foreach (string copy in (string[])[first, second])
        {
            if (!TestFolder.TryRun("cp", "--reflink=always", path, copy))
                Assert.Skip("This file system shares nothing.");
        }

        // For one more copy, and a little.
        TakeAllSpace(mount, but: 84 * Mega);
        using (Region copy = _provider.Open(first, RegionAccess.Write, 1))
        {
            Assert.True(SharesSpace(first));
            copy.FillHoles(copy.Committed);
            Assert.False(SharesSpace(first));
            Assert.False(new Span<byte>(copy.Origin, (int)copy.Committed).ContainsAnyExcept((byte)7));
            new Span<byte>(copy.Origin, (int)copy.Committed).Fill(8);
            copy.Flush();
        }

        using Region other = _provider.Open(second, RegionAccess.Write, 1);
        Assert.Contains("shares", Assert.Throws<StoreFullException>(() => other.FillHoles(other.Committed)).Message, StringComparison.Ordinal);
        Assert.False(new Span<byte>(other.Origin, (int)other.Committed).ContainsAnyExcept((byte)7));
    }

    [Fact]
    public void Files_beside_a_copy_that_share_their_space_are_used_when_they_have_their_own()
    {
        const long marks = 1 << 20;
        string mount = _folder.MountDisk("xfs", 320 * Mega);
        string path = Path.Combine(mount, "region"), copy = Path.Combine(mount, "copy");
        long offset;
        using (Region region = _provider.Create(path, 64 << 10, 64 << 10, static _ => { }))
        {
            _provider.OpenWaitChannel(region, 0).Dispose();
            UseMarks? made = region.TryAddMarks(0, marks, out offset);
            Assert.NotNull(made);
            for (ulong i = 0; i < marks; i++)
                made.WordOf(i << 32) = i;
            region.Flush();
        }

        Assert.True(TestFolder.TryRun("sync", "-f", mount));
        foreach (string suffix in (string[])["", ".wait", ".used"])
        {
            if (!TestFolder.TryRun("cp", "--reflink=always", path + suffix, copy + suffix))
                Assert.Skip("This file system shares nothing.");
        }

        TakeAllSpace(mount);
        using Region reader = _provider.Open(copy, RegionAccess.Read, 1);
        Assert.Null(reader.TryOpenMarks(offset, marks));
        using (IWaitChannel channel = _provider.OpenWaitChannel(reader, 0))
            Assert.True(channel is PollingWaitChannel || !SharesSpace(copy + ".wait"));
        File.Delete(Path.Combine(mount, "other"));
        Assert.NotNull(reader.TryOpenMarks(offset, marks));
        using (IWaitChannel channel = _provider.OpenWaitChannel(reader, 0))
            Assert.IsType<FutexWaitChannel>(channel);
        Assert.False(SharesSpace(copy + ".wait"));
    }

    [Fact]
    public void Files_in_a_container_s_file_system_over_btrfs_are_written_in_place_too()
    {
        string mount = _folder.MountDisk("btrfs", 320 * Mega);
        string merged = _folder.MountOver(mount);
        _provider.Create(Path.Combine(merged, "region"), 64 << 10, 64 << 10, static _ => { }).Dispose();
        using SafeFileHandle file = File.OpenHandle(Path.Combine(merged, "region"));
        int flags = 0;
        if (LibC.ControlDevice(file, LibC.GetFileFlags, &flags) != 0)
            Assert.Skip("This overlay passes no flags on.");
        Assert.Equal(LibC.InPlace, flags & LibC.InPlace);
    }

    private static bool SharesSpace(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return FileExtents.TryRead(file, 0, RandomAccess.GetLength(file))!.Exists(static extent => extent.IsShared);
    }

    // Of files that are on the disk by then: a page that is to be written anyway has its space.
    private static void TakeAllSpace(string mount, long but = 0)
    {
        Assert.True(TestFolder.TryRun("sync", "-f", mount));
        using SafeFileHandle file = File.OpenHandle(Path.Combine(mount, "other"), FileMode.CreateNew, FileAccess.Write);
        long offset = 0;
        for (long piece = 16 * Mega; piece >= Pages.Size; piece /= 2)
        {
            while ((but == 0 || new DriveInfo(mount).AvailableFreeSpace - piece >= but) && FileSpace.Allocate(file, offset, offset + piece) == 0)
                offset += piece;
        }

        Assert.InRange(new DriveInfo(mount).AvailableFreeSpace, 0, but + (4 * Mega));
    }
}
