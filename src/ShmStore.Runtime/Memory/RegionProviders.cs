using System.Runtime.InteropServices;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;

namespace ShmStore.Memory;

/// <summary>Chooses the region provider for this platform.</summary>
internal static class RegionProviders
{
    /// <summary>Linux system calls on x64 and arm64, whose constants are known; <see cref="System.IO.MemoryMappedFiles"/> everywhere else.</summary>
    public static IRegionProvider Default { get; } =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
            ? new LinuxRegionProvider()
            : new PortableRegionProvider();
}
