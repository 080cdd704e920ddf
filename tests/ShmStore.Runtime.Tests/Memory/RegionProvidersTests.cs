using ShmStore.Memory;

namespace ShmStore.Tests.Memory;

/// <summary>Which provider a process gets.</summary>
public sealed class RegionProvidersTests
{
    [Fact]
    public void A_process_of_32_bits_gets_none_and_is_told_why()
    {
        Assert.Same(RegionProviders.Default, RegionProviders.For(is64Bit: true));
        Assert.Contains("64 bits", Assert.Throws<PlatformNotSupportedException>(() => RegionProviders.For(is64Bit: false)).Message, StringComparison.Ordinal);
    }
}
