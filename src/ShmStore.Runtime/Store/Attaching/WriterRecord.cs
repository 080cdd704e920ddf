using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>Who writes a store, as the writer notes it in the header. A process id is no identity: it is for messages, and tells by being there at all that the writer is, or was left.</summary>
internal static class WriterRecord
{
    private const string OneOfSeveral = $" To be one of them, set {nameof(StoreOptions)}.{nameof(StoreOptions.Writers)} = {nameof(WriterMode)}.{nameof(WriterMode.Several)}.";
    private const string OneAtATime = $" The store was made for one writer at a time ({nameof(WriterMode)}.{nameof(WriterMode.Exclusive)}).";

    /// <summary>Notes this process and counts one more writer.</summary>
    public static void Write(Region region)
    {
        OwnWriters.Add(region);
        var header = new RegionHeader(region);
        header.At<ulong>(HeaderLayout.WriterGenerationOffset)++;
        header.At<uint>(HeaderLayout.WriterNamespaceOffset) = ProcessNamespace.Own;
        header.At<int>(HeaderLayout.WriterProcessOffset) = Environment.ProcessId;
        header.At<long>(HeaderLayout.WriterSinceOffset) = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    /// <summary>Notes that the writer has ended as it should.</summary>
    public static void Clear(Region region)
    {
        var header = new RegionHeader(region);
        header.At<int>(HeaderLayout.WriterProcessOffset) = 0;
    }

    /// <summary>True if the last writer, who was alone, did not end as it should. Of a copy of a store, also if it had a writer then.</summary>
    public static bool WasLeft(Region region) => new RegionHeader(region).At<int>(HeaderLayout.WriterProcessOffset) != 0;

    /// <summary>Notes this process as the writer in a seat, and counts one more writer. In the writer's turn.</summary>
    public static void Write(Region region, int seat)
    {
        OwnWriters.Add(region);
        var header = new RegionHeader(region);
        header.At<ulong>(HeaderLayout.WriterGenerationOffset)++;
        header.At<uint>(SeatLayout.EntryAt(seat) + SeatLayout.NamespaceOffset) = ProcessNamespace.Own;
        header.At<int>(SeatLayout.EntryAt(seat) + SeatLayout.ProcessOffset) = Environment.ProcessId;
        header.At<long>(SeatLayout.EntryAt(seat) + SeatLayout.SinceOffset) = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    /// <summary>Who may write a store, as its header says.</summary>
    /// <exception cref="StoreFormatException">It says something that no store has.</exception>
    public static WriterMode ModeOf(Region region)
    {
        uint mode = new RegionHeader(region).At<uint>(HeaderLayout.WriterModeOffset);
        return mode <= (uint)WriterMode.Several
            ? (WriterMode)mode
            : throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: its mode of writing is said to be {mode}.");
    }

    /// <summary>The error for a store whose writer lock, or every seat of which, is taken; reads the notes of those who have them where that is possible.</summary>
    /// <param name="provider">Opens the store, to read it.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="cause">The lock that was not to be had.</param>
    /// <param name="asked">As what kind of writer the store was to be opened; null for none, to do something else with its file.</param>
    public static WriterActiveException Describe(IRegionProvider provider, string path, RegionLockedException cause, WriterMode? asked = null)
    {
        try
        {
            using Region region = provider.Open(path, RegionAccess.Read, StoreOptions.DefaultMaximumSize);
            RegionAreas.Read(region);
            return ModeOf(region) == WriterMode.Several ? DescribeSeveral(region, path, cause, asked) : DescribeOne(region, path, cause, asked);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            return HasOne(path, cause);
        }
    }

    private static WriterActiveException HasOne(string path, RegionLockedException cause) => new($"'{path}' has a writer already.", null, null, cause);

    private static WriterActiveException DescribeOne(Region region, string path, RegionLockedException cause, WriterMode? asked)
    {
        NotedWriter writer = NotedWriter.Alone(region);

        // Whoever makes the store, or puts another in its place, has the lock and notes nothing.
        if (!writer.IsNoted)
        {
            return HasOne(path, cause);
        }

        return new WriterActiveException(
            $"'{path}' has a writer already: {writer.Name}, since {writer.Since:u}.{(asked == WriterMode.Several ? OneAtATime : "")}", writer.KnownProcess, writer.Since, cause);
    }

    private static WriterActiveException DescribeSeveral(Region region, string path, RegionLockedException cause, WriterMode? asked)
    {
        if (region.Seats is not { IsClosed: false } seats || cause.IsMomentary)
        {
            return new WriterActiveException($"'{path}' cannot be written now: another process makes, deletes or replaces it, or writes it alone.", null, null, cause);
        }

        NotedWriter[] writers = [.. Enumerable.Range(0, SeatLayout.Count).Where(seats.IsTakenByOther).Select(seat => NotedWriter.InSeat(region, seat))];
        if (writers.Length == 0)
        {
            return HasOne(path, cause);
        }

        string list = string.Join(", ", writers.Select(static writer => writer.IsNoted ? $"{writer.Name} since {writer.Since:u}" : "one that is just attaching"));
        NotedWriter? first = Array.Find(writers, static writer => writer.IsNoted);
        return new WriterActiveException(
            $"'{path}' is written by {writers.Length} of at most {SeatLayout.Count} writers at once ({nameof(WriterMode)}.{nameof(WriterMode.Several)}): {list}.{(asked == WriterMode.Exclusive ? OneOfSeveral : "")}", first?.KnownProcess, first?.Since, cause);
    }
}
