namespace ShmStore.Memory;

/// <summary>
/// The seats of the writers of a region that several may write. A seat is taken as long as its writer is attached, whatever the writer is doing; the kernel frees it when the process dies.
/// </summary>
/// <remarks>All members are thread-safe.</remarks>
internal unsafe interface IWriterSeats
{
    /// <summary>The seat of this attachment; negative when it has none.</summary>
    int Own { get; }

    /// <summary>Whether somebody keeps all writers out: who makes the store, deletes or replaces it.</summary>
    bool IsClosed { get; }

    /// <summary>Whether another attachment, of whatever process, has a seat. True if that cannot be told.</summary>
    bool IsTakenByOther(int seat);

    /// <summary>Whether another attachment, of whatever process, has a seat and <see cref="NoteAttached"/>. True if that cannot be told.</summary>
    bool IsAttachedByOther(int seat);

    /// <summary>Whether any other attachment, of whatever process, has a seat and <see cref="NoteAttached"/>. True if that cannot be told.</summary>
    bool AreOthersAttached { get; }

    /// <summary>Lets everybody know that who has this seat is attached; until the seat is given up.</summary>
    /// <exception cref="IOException">The file system knows no locks.</exception>
    void NoteAttached();

    /// <summary>Takes the attachment's own seat again if the system has forgotten that it is taken. False when another attachment has it.</summary>
    bool TryKeep();

    /// <summary>Whether the seats of another attachment are those of the same file, whatever path led to it.</summary>
    bool AreOfSameFile(IWriterSeats other);

    /// <summary>Sleeps until woken or the time is up, if the word still has this value; may wake spuriously.</summary>
    void Sleep(uint* word, uint value, TimeSpan time);

    /// <summary>Wakes one of those who sleep on the word, in whatever process.</summary>
    void WakeOne(uint* word);

    /// <summary>Gives the seat up though the attachment goes on, as a file system does that forgets its locks. For tests.</summary>
    void Lose();
}
