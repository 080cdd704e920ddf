namespace ShmStore.Memory.Linux;

/// <summary>How the kernel counts memory that was asked for and not touched yet.</summary>
internal static class MemoryAccounting
{
    private const string Setting = "/proc/sys/vm/overcommit_memory";

    /// <summary>All of it, whatever the call says (<c>vm.overcommit_memory = 2</c>). False where that cannot be told.</summary>
    public static bool IsStrict { get; } = ReadSetting() == "2";

    private static string? ReadSetting()
    {
        try
        {
            return File.ReadAllText(Setting).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
