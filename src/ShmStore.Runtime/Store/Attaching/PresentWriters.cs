using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>Who has a store open to write. That somebody has, the system's locks tell; what is noted in the store only gives those a name.</summary>
internal static class PresentWriters
{
    /// <summary>Looks, without taking a lock. What each one has noted may be of another moment than that it is there.</summary>
    /// <exception cref="ObjectDisposedException">The region is disposed.</exception>
    /// <exception cref="StoreFormatException">It says something of its writers that no store has.</exception>
    public static IReadOnlyList<StoreWriterInfo> Of(Region region)
    {
        if (!region.HasWriter)
            return [];
        StoreWriterInfo[] writers = (WriterRecord.ModeOf(region) == WriterMode.Several && region.Seats is { } seats ? TryInSeats(region, seats) : null) ?? Alone(region);

        // Afterwards: the memory of a store that was disposed meanwhile reads as zeros.
        region.ThrowIfDisposed();
        return writers;
    }

    // Null when somebody keeps all writers out: then every seat looks taken.
    private static StoreWriterInfo[]? TryInSeats(Region region, IWriterSeats seats)
    {
        if (IsClosed(seats))
            return null;
        int turn = new TurnWord(Volatile.Read(ref new RegionHeader(region).At<ulong>(HeaderLayout.TurnOffset))).Owner;
        StoreWriterInfo[] writers = [.. Enumerable.Range(0, SeatLayout.Count)
            .Where(seat => seat == seats.Own || seats.IsTakenByOther(seat))
            .Select(seat => Named(NotedWriter.InSeat(region, seat), seat == seats.Own || seats.IsAttachedByOther(seat), seat == turn))];
        return IsClosed(seats) ? null : writers;
    }

    private static bool IsClosed(IWriterSeats seats) => seats.Own < 0 && seats.IsClosed;

    private static StoreWriterInfo[] Alone(Region region)
    {
        // Whoever makes the store, or puts another in its place, has the lock and notes nothing. Nor has the last one left a note that went as it should.
        NotedWriter writer = NotedWriter.Alone(region);
        bool isKnown = WriterRecord.ModeOf(region) == WriterMode.Exclusive && writer.IsNoted;

        // Where a lock cannot be asked for, the note is all there is.
        return isKnown || region.Seats is not null || region.Path is null ? [Named(writer, isKnown, hasTurn: true)] : [];
    }

    private static StoreWriterInfo Named(NotedWriter writer, bool isKnown, bool hasTurn) => isKnown && writer.IsNoted
        ? new StoreWriterInfo(writer.KnownProcess is > 0 and { } process ? process : null, new DateTimeOffset(writer.Since), hasTurn)
        : new StoreWriterInfo(null, null, hasTurn);
}
