using System.Globalization;

namespace ShmStore.Memory.Linux;

/// <summary>
/// Tells which numbers of users and groups mean one of them. In a namespace that does not know all, such as a container without root, those that it does not know have one and the same number, and one that it knows may have it besides.
/// All members are thread-safe.
/// </summary>
internal static class NumberedIds
{
    // No id has it.
    private const uint None = uint.MaxValue;

    private static readonly uint UnknownUser = FindUnknown("/proc/self/uid_map", "/proc/sys/kernel/overflowuid");
    private static readonly uint UnknownGroup = FindUnknown("/proc/self/gid_map", "/proc/sys/kernel/overflowgid");

    /// <summary>Whether a number is that of one user only.</summary>
    public static bool IsUser(uint id) => id != UnknownUser;

    /// <summary>Whether a number is that of one group only.</summary>
    public static bool IsGroup(uint id) => id != UnknownGroup;

    /// <summary>The number that stands for all that a namespace does not know; that of nobody if it knows all.</summary>
    /// <param name="map">Path of its table: lines of the first number inside, the first outside, and how many.</param>
    /// <param name="setting">Path of the number.</param>
    internal static uint FindUnknown(string map, string setting) => KnowsAll(map) ? None : Read(setting) is { } text && uint.TryParse(text, CultureInfo.InvariantCulture, out uint number) ? number : 65534;

    private static bool KnowsAll(string map) =>
        Read(map) is { } text && text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(static line => CountOf(line)) >= None;

    private static long CountOf(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, var count] && long.TryParse(count, CultureInfo.InvariantCulture, out long known) ? known : 0;

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
