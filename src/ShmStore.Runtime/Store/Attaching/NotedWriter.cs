using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>A writer as a message names it.</summary>
/// <param name="process">The process id that it has noted; 0 if it has not yet.</param>
/// <param name="space">The namespace in which the id is one; 0 if unknown.</param>
/// <param name="since">When it attached, in milliseconds since 1970-01-01 UTC.</param>
/// <param name="isOwn">Whether it is known to be one of this process.</param>
internal sealed class NotedWriter(int process, uint space, long since, bool isOwn)
{
    private static readonly long Latest = (DateTime.MaxValue - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMillisecond;

    /// <summary>Whether it has noted itself.</summary>
    public bool IsNoted => process != 0;

    /// <summary>The process id, unless it is none here.</summary>
    public int? KnownProcess => IsElsewhere ? null : process;

    /// <summary>When it attached (UTC).</summary>
    public DateTime Since { get; } = DateTime.UnixEpoch.AddMilliseconds(Math.Clamp(since, 0, Latest));

    /// <summary>Which process it is.</summary>
    public string Name => isOwn ? $"this very process ({process})" : IsElsewhere ? $"a process of another namespace, such as a container, which is {process} there" : $"process {process}";

    private bool IsElsewhere => !isOwn && ProcessNamespace.IsOther(space);

    /// <summary>What the writer has noted of a store that is written by one at a time.</summary>
    public static NotedWriter Alone(Region region)
    {
        var header = new RegionHeader(region);
        return new NotedWriter(
            header.At<int>(HeaderLayout.WriterProcessOffset), header.At<uint>(HeaderLayout.WriterNamespaceOffset), header.At<long>(HeaderLayout.WriterSinceOffset), OwnWriters.Has(region, null));
    }

    /// <summary>What the writer in a seat has noted; until it has, what the one before has.</summary>
    public static NotedWriter InSeat(Region region, int seat)
    {
        var header = new RegionHeader(region);
        long entry = SeatLayout.EntryAt(seat);
        return new NotedWriter(
            header.At<int>(entry + SeatLayout.ProcessOffset), header.At<uint>(entry + SeatLayout.NamespaceOffset), header.At<long>(entry + SeatLayout.SinceOffset), OwnWriters.Has(region, seat));
    }
}
