using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>Files beside a region that another user has made, who can cut them short at any time.</summary>
public sealed class CompanionFileTests : IDisposable
{
    private const string Nobody = "65534";

    private readonly TestFolder _folder = new();
    private readonly LinuxRegionProvider _provider = new();

    public CompanionFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Owners are numbers on Linux.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void That_of_a_stranger_is_not_used_and_that_of_the_region_s_owner_is(bool owner)
    {
        using Region writer = _provider.Create(_folder.File(), 64 << 10, 64 << 10, static _ => { });
        _provider.OpenWaitChannel(writer, 0).Dispose();
        UseMarks? made = writer.TryAddMarks(0, 64, out long offset);
        Assert.NotNull(made);
        foreach (string path in (string[])[_folder.File("region.wait"), _folder.File("region.used")])
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), path);
        foreach (string path in (string[])[_folder.File("region.wait"), _folder.File("region.used"), .. owner ? [_folder.File()] : Array.Empty<string>()])
        {
            if (!TestFolder.TryRun("chown", Nobody, path))
                Assert.Skip("Giving files away is not permitted here.");
        }

        using Region reader = _provider.Open(_folder.File(), RegionAccess.Read, 64 << 10);
        foreach (Region region in (Region[])[reader, writer])
        {
            using IWaitChannel channel = _provider.OpenWaitChannel(region, 0);
            Assert.Equal(owner, channel is FutexWaitChannel);
            Assert.Equal(owner, region.TryOpenMarks(offset, 64) is not null);
        }

        Assert.Equal(owner, writer.TryAddMarks(0, 64, out _) is not null);
    }
}
