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

    /// <summary>Whether this process has the writer of what is attached, whatever path led to it. Memory without a path is that of this process.</summary>
    /// <param name="region">An attachment to it.</param>
    /// <param name="seat">The writer's seat, if it is one of several.</param>
    public static bool Has(Region region, int? seat) => region.Path is null || Regions.Any(own => SeatOf(own.Key) == seat && !own.Key.IsDisposed && AreOfSameFile(own.Key, region));

    private static int? SeatOf(Region region) => region.Seats is { Own: >= 0 and var seat } ? seat : null;

    // Where files have no identity that can be asked for, by their paths, which are those of the files themselves and not of links.
    private static bool AreOfSameFile(Region own, Region region) =>
        own.Seats is { } seats && region.Seats is { } others ? seats.AreOfSameFile(others) : own.Path == region.Path;
}
