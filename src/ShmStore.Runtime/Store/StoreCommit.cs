using ShmStore.Store.Commits;

namespace ShmStore;

/// <summary>
/// Several writes that become visible together: readers who ask for a snapshot see all of them or none, even if the writer is killed in the middle. Made by
/// <see cref="SharedStoreWriter.BeginCommit"/>.
/// </summary>
/// <remarks>
/// <para>
/// Belongs to the thread that began it; other threads of the process that write wait until it has ended. Keep it short, and do not await in it: the rest would run on another thread, which cannot complete it. Another thread can
/// dispose it, and if its own thread has ended, whoever writes next does.
/// </para>
/// <para>
/// Every write returns the version that the commit will have, and counts for the commit's own <c>Update</c> and <c>TrySet</c>. Everything else, also the reading half of the writer, sees the committed values until <see cref="Complete"/>. A
/// write that fails leaves the commit as it was before that write. A commit that is given up for want of room can be tried anew: before the next one begins, expired entries and maps with bounds
/// (<see cref="MapLimits"/>) give up what it lacked. Atomics are no part of a commit: they change at once.
/// </para>
/// </remarks>
public sealed class StoreCommit : IDisposable
{
    private readonly CommitWriter _writer;
    private PendingCommit? _pending;

    internal StoreCommit(CommitWriter writer)
    {
        _writer = writer;
        _pending = writer.Begin();
    }

    /// <summary>Makes all writes visible at once. A failure changes nothing and leaves the commit open.</summary>
    /// <returns>The number of the commit, which is the version of every key it wrote; that of the last commit when it wrote nothing.</returns>
    /// <exception cref="InvalidOperationException">The commit has ended already or was given up by another thread, belongs to another thread, or changes more than 1,048,576 words of the store.</exception>
    /// <exception cref="StoreFullException">No room for the note of the commit, 16 bytes a write.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Complete()
    {
        PendingCommit pending = _pending ?? throw new InvalidOperationException("The commit has ended already.");
        long version = _writer.Complete(pending);
        _pending = null;
        return version;
    }

    /// <summary>Ends the commit. Unless it was completed, nothing of it has happened. From another thread than its own: as soon as that one is not writing.</summary>
    /// <exception cref="InvalidOperationException">Called by a callback of <c>Update</c>.</exception>
    public void Dispose()
    {
        if (_pending is { } pending)
        {
            _writer.Abandon(pending);
            _pending = null;
        }
    }
}
