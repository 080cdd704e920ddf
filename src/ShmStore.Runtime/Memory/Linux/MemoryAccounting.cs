namespace ShmStore.Memory.Linux;

/// <summary>How the kernel counts memory that was asked for and not touched yet. Thread-safe.</summary>
internal static class MemoryAccounting
{
    private const string Setting = "/proc/sys/vm/overcommit_memory";

    // Not by an initializer: if that failed, for lack of memory or of files, it would have failed for ever.
    private static string? _setting;

    /// <summary>All of it, whatever the call says (<c>vm.overcommit_memory = 2</c>); or that cannot be told now.</summary>
    public static bool MayBeStrict => (_setting ??= ReadSetting()) is null or "2";

    // Asked when a region is closed, which does not fail.
    private static string? ReadSetting()
    {
        try
        {
            return File.ReadAllText(Setting).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            return null;
        }
    }
}
