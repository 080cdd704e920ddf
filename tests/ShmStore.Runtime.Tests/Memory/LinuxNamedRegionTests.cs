using ShmStore.Memory;
using ShmStore.Memory.Linux;

namespace ShmStore.Tests.Memory;

/// <summary>The provider on Linux calls, as it works on file systems without unnamed files.</summary>
public sealed class LinuxNamedRegionTests : RegionTests
{
    private protected override IRegionProvider Provider { get; } = new LinuxRegionProvider(alwaysNamed: true);

    private protected override string ProviderName => "linux-named";

    private protected override void AssertAfterCreatorDied()
        => Assert.StartsWith("region.new-", Assert.Single(Folder.Names()), StringComparison.Ordinal);
}
