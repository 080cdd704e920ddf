using ShmStore.Memory.Linux;

namespace ShmStore.Memory;

/// <summary>In which numbers of processes mean something: a container has its own. Thread-safe.</summary>
internal static class ProcessNamespace
{
    /// <summary>Number of that of this process, which processes of the same machine can compare; 0 where it cannot be told.</summary>
    public static uint Own { get; } = OperatingSystem.IsLinux() && RegionFile.TryGetStatus("/proc/self/ns/pid", 0, out FileStatus status) == 0 ? (uint)status.Inode : 0;

    /// <summary>Whether a namespace that was noted is certainly another one than that of this process.</summary>
    /// <param name="noted">Its number; 0 if it was not noted.</param>
    public static bool IsOther(uint noted) => noted != 0 && Own != 0 && noted != Own;
}
