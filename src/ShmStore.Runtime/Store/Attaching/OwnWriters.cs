using System.Runtime.CompilerServices;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>The writers of this process. The process id that a writer notes in its store cannot tell: in another namespace, such as a container, another process has the same. Thread-safe.</summary>
internal static class OwnWriters
{
    // Keeps nobody attached who was left to the garbage collector.
    private static readonly ConditionalWeakTable<Region, object?> Regions = [];

    /// <summary>Notes a writer.</summary>
    public static void Add(Region region) => Regions.TryAdd(region, null);

    /// <summary>Whether this process has the writer of the file that is at a path now.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="seat">The writer's seat, if it is one of several.</param>
    public static bool Has(string path, int? seat) => Regions.Any(own => own.Key.Path == path && SeatOf(own.Key) == seat && IsAttached(own.Key));

    private static int? SeatOf(Region region) => region.Seats is { Own: >= 0 and var seat } ? seat : null;

    private static bool IsAttached(Region region)
    {
        try
        {
            return !region.IsReplaced;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
