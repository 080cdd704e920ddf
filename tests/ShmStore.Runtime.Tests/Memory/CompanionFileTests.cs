using System.Runtime.Versioning;
using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>Files beside a region that another user has made, who can cut them short at any time.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CompanionFileTests : IDisposable
{
    private const string Nobody = "65534";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
            Assert.Equal((path, OwnerOnly), (path, File.GetUnixFileMode(path)));
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

    [Theory]
    [InlineData("", false)]
    [InlineData("--map-root-user", false)]
    [InlineData("--map-root-user", true)]
    public void In_a_namespace_that_knows_neither_the_one_of_a_stranger_is_not_taken_for_that_of_the_region_s_owner(string map, bool isOwn)
    {
        SkipUnlessUsersCanBeChanged();
        if (!TestFolder.TryRun("unshare", ["--user", .. map.Length > 0 ? [map] : Array.Empty<string>(), "true"]))
            Assert.Skip("Namespaces of users are not permitted here.");
        using Region writer = _provider.Create(_folder.File(), 64 << 10, 64 << 10, static _ => { });
        using IWaitChannel signals = _provider.OpenWaitChannel(writer, 0);
        string wait = _folder.File("region.wait");
        foreach (string path in (string[])[_folder.File(), wait])
            File.SetUnixFileMode(path, (UnixFileMode)0x1B6);
        Assert.True(TestFolder.TryRun("chown", "777", _folder.File()));
        Assert.True(TestFolder.TryRun("chown", isOwn ? "0" : "778", wait));
        using HostProcess child = HostProcess.StartAfter($"set -- unshare --user {map} \"$@\"", "wait", "linux", _folder.File());
        Assert.Equal(isOwn ? nameof(FutexWaitChannel) : nameof(PollingWaitChannel), child.ReadLine());
        child.Await("waiting");
        Increment(writer);
        signals.Signal(1);
        child.Succeed();
    }

    [Fact]
    public void In_a_namespace_that_knows_neither_one_that_gets_another_group_by_its_folder_is_for_no_group()
    {
        SkipUnlessUsersCanBeChanged();
        if (!TestFolder.TryRun("unshare", "--user", "--map-root-user", "true"))
            Assert.Skip("Namespaces of users are not permitted here.");
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        Assert.True(TestFolder.TryRun("chgrp", "777", path));
        File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite);
        string folder = Path.GetDirectoryName(path)!;
        Assert.True(TestFolder.TryRun("chgrp", "778", folder));
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.SetGroup);
        File.Delete(path + ".wait");
        using HostProcess child = HostProcess.StartAfter("set -- unshare --user --map-root-user \"$@\"", "store-attach", "writer", path);
        Assert.Equal("attached", child.ReadLine());
        child.Succeed();
        Assert.Equal("778", GroupOf(path + ".wait"));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(path + ".wait"));
    }

    [Theory]
    [InlineData(null, 65000u)]
    [InlineData("         0          0 4294967295\n", uint.MaxValue)]
    [InlineData("         0       1000          1\n         1     100000      65536\n", 65000u)]
    [InlineData("", 65000u)]
    public void The_number_of_unknown_users_means_one_only_where_all_are_known(string? map, uint unknown)
    {
        string setting = _folder.File("setting");
        File.WriteAllText(setting, "65000\n");
        if (map is not null)
            File.WriteAllText(_folder.File("map"), map);
        Assert.Equal(unknown, NumberedIds.FindUnknown(_folder.File("map"), setting));
        Assert.Equal(unknown == uint.MaxValue ? unknown : 65534, NumberedIds.FindUnknown(_folder.File("map"), _folder.File("nothing")));
    }

    [Theory]
    [InlineData(OwnerOnly)]
    [InlineData(OwnerOnly | UnixFileMode.GroupRead)]
    [InlineData(OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead)]
    public void Who_may_write_the_region_is_woken_and_leaves_marks_and_who_only_reads_cannot_cut_them_short(UnixFileMode mode)
    {
        SkipUnlessUsersCanBeChanged();
        using Region writer = _provider.Create(_folder.File(), 64 << 10, 64 << 10, static _ => { }, mode);
        using IWaitChannel signals = _provider.OpenWaitChannel(writer, 0);
        Assert.NotNull(writer.TryAddMarks(0, 64, out _));
        bool mayWrite = mode.HasFlag(UnixFileMode.GroupWrite);
        foreach (string path in (string[])[_folder.File("region.wait"), _folder.File("region.used")])
        {
            Assert.Equal(mayWrite, TestFolder.TryRun("setpriv", [.. AsGroupMember(), "sh", "-c", $"exec 9<>{path}"]));
            Assert.False(TestFolder.TryRun("setpriv", [.. AsStranger, "sh", "-c", $"exec 9<>{path}"]));
        }

        if (mode == OwnerOnly)
            return;
        using HostProcess child = HostProcess.StartAfter($"set -- setpriv {string.Join(' ', AsGroupMember())} \"$@\"", "wait", "linux", _folder.File());
        Assert.Equal(mayWrite ? nameof(FutexWaitChannel) : nameof(PollingWaitChannel), child.ReadLine());
        child.Await("waiting");
        Increment(writer);
        signals.Signal(1);
        child.Await("changed");
        child.Succeed();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void They_are_of_the_region_s_group_or_for_no_group(bool isPermitted)
    {
        SkipUnlessUsersCanBeChanged();
        const UnixFileMode mode = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;
        string path = _folder.File();
        using (var store = new SampleWriter(StoreAttachment.CreateWriter(SampleStore.Schema, path, new StoreOptions { UnixCreateMode = mode })))
            store.A.Set(Sample.Of(1));
        string wait = path + ".wait";
        Assert.Equal(mode, File.GetUnixFileMode(wait));
        File.Delete(wait);
        if (isPermitted)
        {
            Assert.True(TestFolder.TryRun("chgrp", Nobody, path));
            SampleWriter.Open(path).Dispose();
            Assert.Equal(mode, File.GetUnixFileMode(wait));
            Assert.Equal(GroupOf(path), GroupOf(wait));
            Assert.Equal(Nobody, GroupOf(wait));
        }
        else
        {
            // Made by the owner, who is not of the group.
            File.SetUnixFileMode(Path.GetDirectoryName(path)!, (UnixFileMode)0x1FF);
            Assert.True(TestFolder.TryRun("chown", Nobody, path));
            using HostProcess child = HostProcess.StartAfter($"set -- setpriv {string.Join(' ', AsStranger)} \"$@\"", "store-attach", "writer", path);
            Assert.Equal("attached", child.ReadLine());
            child.Succeed();
            Assert.NotEqual(GroupOf(path), GroupOf(wait));
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(wait));
        }
    }

    private static string[] AsStranger => ["--reuid=" + Nobody, "--regid=" + Nobody, "--clear-groups"];

    private string[] AsGroupMember() => ["--reuid=" + Nobody, "--regid=" + GroupOf(_folder.File()), "--clear-groups"];

    private static string GroupOf(string path) => RegionFile.TryGetStatus(path, 0, out FileStatus status) == 0 ? $"{status.Group}" : "none";

    private static unsafe void Increment(Region region) => Volatile.Write(ref *(ulong*)region.Origin, 1);

    private static void SkipUnlessUsersCanBeChanged()
    {
        if (!TestFolder.TryRun("setpriv", [.. AsStranger, "true"]))
            Assert.Skip("Running a child as another user is not permitted here.");
    }
}
