using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;

namespace ShmStore.Memory.Linux;

/// <summary>Seats as locks of single bytes of the region file, far beyond its end. The exclusive writer's lock covers them all.</summary>
/// <remarks>The locks belong to the open file: they exclude within a process too, and another descriptor that is closed does not release them.</remarks>
internal sealed unsafe class LinuxWriterSeats(SafeFileHandle file, string path, int own) : IWriterSeats
{
    /// <summary>No seat.</summary>
    public const int None = -1;

    /// <inheritdoc/>
    public int Own => own;

    private SafeFileHandle File => file;

    /// <summary>Takes the first seat that is free.</summary>
    /// <exception cref="RegionLockedException">There is an exclusive writer, or every seat is taken.</exception>
    public static int Take(SafeFileHandle file, string path)
    {
        for (int seat = 0; seat < SeatLayout.Count; seat++)
        {
            if (TryTake(file, seat, path))
                return seat;
        }

        throw new RegionLockedException(path) { IsMomentary = !AllAreTaken(file) };
    }

    /// <inheritdoc/>
    public bool IsClosed => RegionFile.IsLockedByOther(file, 0);

    /// <inheritdoc/>
    public bool IsTakenByOther(int seat) => RegionFile.IsLockedByOther(file, SeatLayout.FirstLock + seat);

    /// <inheritdoc/>
    public bool IsAttachedByOther(int seat) => RegionFile.IsLockedByOther(file, SeatLayout.FirstAttachedLock + seat);

    /// <inheritdoc/>
    public bool AreOthersAttached => RegionFile.IsLockedByOther(file, SeatLayout.FirstAttachedLock, SeatLayout.Count);

    /// <inheritdoc/>
    public void NoteAttached() => _ = RegionFile.TryLockByte(file, SeatLayout.FirstAttachedLock + own, path);

    /// <inheritdoc/>
    public bool TryKeep() => TryTake(file, own, path);

    /// <inheritdoc/>
    public bool AreOfSameFile(IWriterSeats other) => other is LinuxWriterSeats seats && RegionFile.AreSame(file, seats.File);

    /// <inheritdoc/>
    public void Sleep(uint* word, uint value, TimeSpan time) => _ = Futex.Wait(word, value, time);

    /// <inheritdoc/>
    public void WakeOne(uint* word) => _ = Futex.Wake(word, 1);

    /// <inheritdoc/>
    public void Lose() => RegionFile.Unlock(file);

    private static bool TryTake(SafeFileHandle file, int seat, string path) => RegionFile.TryLockByte(file, SeatLayout.FirstLock + seat, path);

    // Each by a writer of its own: if another one has the lock of the whole file, or had it when this one looked, a seat is free now or will be.
    private static bool AllAreTaken(SafeFileHandle file)
    {
        for (int seat = 0; seat < SeatLayout.Count; seat++)
        {
            if (RegionFile.IsLockedByOther(file, 0) || !RegionFile.IsLockedByOther(file, SeatLayout.FirstLock + seat))
                return false;
        }

        return !RegionFile.IsLockedByOther(file, 0);
    }
}
