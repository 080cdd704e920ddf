using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Memory;

/// <summary>The provider on memory-mapped files.</summary>
public sealed class PortableRegionTests : RegionTests
{
    private protected override IRegionProvider Provider { get; } = new PortableRegionProvider();

    private protected override string ProviderName => "portable";

    private protected override void AssertAfterCreatorDied()
    {
        string[] names = Folder.Names();
        Assert.Equal(2, names.Length);
        Assert.Equal("region.lock", names[0]);
        Assert.StartsWith("region.new-", names[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_working_file_locks_it_refuses_to_write()
    {
        using var child = HostProcess.StartAfter("export DOTNET_SYSTEM_IO_DISABLEFILELOCKING=1", "create", ProviderName, Store);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(child.Succeed);
        Assert.False(Path.Exists(Store));
    }

    [Fact]
    public void A_lock_that_it_may_not_take_is_told_with_what_was_asked()
    {
        Create().Dispose();

        // As one of another user.
        File.Delete(Store + ".lock");
        Directory.CreateDirectory(Store + ".lock");
        string refused = Assert.Throws<UnauthorizedAccessException>(() => Open(RegionAccess.Write)).Message;
        Assert.StartsWith($"Not permitted to open for writing '{Store}': ", refused, StringComparison.Ordinal);
        Assert.False(refused.EndsWith("..", StringComparison.Ordinal), refused);
        File.Delete(Store);
        refused = Assert.Throws<UnauthorizedAccessException>(() => Create()).Message;
        Assert.StartsWith($"Not permitted to create '{Store}': ", refused, StringComparison.Ordinal);
        Assert.False(refused.EndsWith("..", StringComparison.Ordinal), refused);
    }
}
