using System.Runtime.InteropServices;
using ShmStore.Memory.Linux;
using ShmStore.Memory.Portable;

namespace ShmStore.Memory;

/// <summary>Chooses the region provider for this platform.</summary>
internal static class RegionProviders
{
    private static readonly IRegionProvider OfPlatform =
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
            ? new LinuxRegionProvider()
            : new PortableRegionProvider();

    /// <summary>Linux system calls on x64 and arm64, whose constants are known; <see cref="System.IO.MemoryMappedFiles"/> everywhere else.</summary>
    /// <exception cref="PlatformNotSupportedException">This is a process of 32 bits.</exception>
    public static IRegionProvider Default => For(Environment.Is64BitProcess);

    /// <summary>As <see cref="Default"/>.</summary>
    /// <param name="is64Bit">Whether the process is one of 64 bits. Others load a word of 64 bits by an instruction that writes it, which ends a process that may only read it, and have no address space for a store.</param>
    public static IRegionProvider For(bool is64Bit) => is64Bit
        ? OfPlatform
        : throw new PlatformNotSupportedException("ShmStore needs a process of 64 bits, and this is one of 32: build for x64, arm64 or any CPU without preferring 32 bits.");
}
