using ShmStore.Memory;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;

namespace ShmStore.TestHost;

/// <summary>The region providers by the names that tests pass on the command line.</summary>
internal static class Providers
{
    /// <summary>The provider of that name.</summary>
    public static IRegionProvider Named(string name) => name switch
    {
        "linux" => new LinuxRegionProvider(),
        "linux-named" => new LinuxRegionProvider(alwaysNamed: true),
        "portable" => new PortableRegionProvider(),
        _ => throw new ArgumentException($"No provider '{name}'.", nameof(name)),
    };
}
