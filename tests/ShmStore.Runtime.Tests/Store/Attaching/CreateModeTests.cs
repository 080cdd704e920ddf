using System.Runtime.Versioning;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Stores that others than their user may read, or write.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CreateModeTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode GroupReads = OwnerOnly | UnixFileMode.GroupRead;
    private const UnixFileMode GroupWrites = GroupReads | UnixFileMode.GroupWrite;

    private readonly TestFolder _folder = new();

    public CreateModeTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no file modes on Windows.");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, WriterMode.Exclusive)]
    [InlineData(GroupReads, WriterMode.Exclusive)]
    [InlineData(GroupWrites | UnixFileMode.OtherRead | UnixFileMode.OtherWrite, WriterMode.Exclusive)]
    [InlineData(GroupWrites, WriterMode.Several)]
    public void The_file_has_it_and_keeps_it(UnixFileMode? mode, WriterMode writers)
    {
        Assert.SkipUnless(writers == WriterMode.Exclusive || OperatingSystem.IsLinux(), "One writer only.");
        string path = _folder.File();
        SampleWriter.Open(path, new StoreOptions { UnixCreateMode = mode, Writers = writers }).Dispose();
        Assert.Equal(mode ?? OwnerOnly, File.GetUnixFileMode(path));
        foreach (UnixFileMode? other in (UnixFileMode?[])[null, OwnerOnly, GroupWrites])
        {
            SampleWriter.Open(path, new StoreOptions { UnixCreateMode = other, Writers = writers }).Dispose();
            Assert.Equal(mode ?? OwnerOnly, File.GetUnixFileMode(path));
        }
    }

    [Theory]
    [InlineData(UnixFileMode.None)]
    [InlineData(UnixFileMode.UserRead)]
    [InlineData(UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    [InlineData(OwnerOnly | UnixFileMode.UserExecute)]
    [InlineData(OwnerOnly | UnixFileMode.SetUser)]
    [InlineData(OwnerOnly | UnixFileMode.StickyBit)]
    [InlineData((UnixFileMode)(1 << 20) | OwnerOnly)]
    public void One_that_is_of_no_use_is_refused(UnixFileMode mode)
    {
        var options = new StoreOptions { UnixCreateMode = mode };
        var refused = Assert.Throws<ArgumentException>(() => SampleWriter.Open(_folder.File(), options));
        Assert.Equal(nameof(StoreOptions.UnixCreateMode), refused.ParamName);
        Assert.Contains($"mode {Convert.ToString((int)mode, 8)} ", refused.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Memory_without_a_name_has_none()
    {
        var options = new StoreOptions { UnixCreateMode = GroupWrites };
        SampleWriter.Open(null, options).Dispose();
        if (!OperatingSystem.IsLinux())
            return;
        using var writer = new SampleWriter(StoreAttachment.CreateSealedWriter(SampleStore.Schema, options));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(writer.Path!));
    }

    [Theory]
    [InlineData(GroupReads, "reader", true, true)]
    [InlineData(GroupReads, "contributor", true, false)]
    [InlineData(GroupReads, "writer", true, false)]
    [InlineData(GroupReads, "reader", false, false)]
    [InlineData(GroupWrites, "reader", true, true)]
    [InlineData(GroupWrites, "contributor", true, true)]
    [InlineData(GroupWrites, "writer", true, true)]
    [InlineData(GroupWrites, "reader", false, false)]
    public void Another_user_attaches_as_the_mode_says(UnixFileMode mode, string role, bool isOfGroup, bool attaches)
    {
        const string nobody = "65534";
        Assert.SkipUnless(TestFolder.TryRun("setpriv", "--reuid=" + nobody, "--clear-groups", "true"), "Running a child as another user is not permitted here.");
        string path = _folder.File();
        SampleWriter.Open(path, new StoreOptions { UnixCreateMode = mode }).Dispose();
        string group = isOfGroup ? $"\"$(stat -c %g '{path}')\"" : nobody;
        using HostProcess child = HostProcess.StartAfter($"set -- setpriv --reuid={nobody} --regid={group} --clear-groups \"$@\"", "store-attach", role, path);
        Assert.StartsWith(attaches ? "attached" : "UnauthorizedAccessException", child.ReadLine(), StringComparison.Ordinal);
        child.Succeed();
    }
}
