using ShmStore.Store.Commits;

namespace ShmStore;

/// <summary>
/// Several writes that become visible together: readers who ask for a snapshot see all of them or none, even if the writer is killed in the middle. Made by
/// <see cref="SharedStoreWriter.BeginCommit"/> and <see cref="SharedStoreWriter.TryBeginCommit"/>.
/// </summary>
/// <remarks>
/// <para>
/// Belongs to the thread that began it, and cannot leave it: an <c>await</c> or <c>yield</c> before its end, a field and a lambda that hold it do not compile. Other threads of the process that write wait until it has ended, however long that
/// takes, and so do the other writers of <see cref="WriterMode.Several"/>: keep it short, and always dispose it. One that is not disposed stays open, with all that its thread writes, as long as that thread lives; when that has ended, whoever
/// writes next gives it up. Disposing the writer gives it up too, from any thread.
/// </para>
/// <para>
/// Every write returns the version that the commit will have, and counts for the commit's own <c>Update</c> and <c>TrySet</c>. Everything else, also the reading half of the writer, sees the committed values until <see cref="Complete"/>. A
/// write that fails leaves the commit as it was before that write. A commit that is given up for want of room can be tried anew: before the next one begins, expired entries and maps with bounds
/// (<see cref="MapLimits"/>) give up what it lacked. Atomics are no part of a commit: they change at once.
/// </para>
/// </remarks>
public readonly ref struct StoreCommit
{
    private readonly CommitWriter? _writer;
    private readonly long _begun;

    internal StoreCommit(CommitWriter writer, long begun)
    {
        _writer = writer;
        _begun = begun;
    }

    /// <summary>Makes all writes visible at once. A failure changes nothing and leaves the commit open.</summary>
    /// <returns>The number of the commit, which is the version of every key it wrote; that of the last commit when it wrote nothing.</returns>
    /// <exception cref="InvalidOperationException">The commit has ended already, or was never begun, or changes more than 1,048,576 words of the store (one for each key that it writes, an entry of a map or a key of the store, and five for each map): divide it; or it sets more entries than the limits of a map allow (<see cref="MapLimits"/>).</exception>
    /// <exception cref="StoreFullException">No room for the note of the commit, 16 bytes a write.</exception>
    /// <exception cref="WriterLostException">The writer, one of several, was taken for dead.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Complete() => _writer is null ? throw NeverBegun() : _writer.Complete(_begun);

    /// <summary>Ends the commit. Unless it was completed, nothing of it has happened. Does nothing when it has ended already, or was never begun.</summary>
    public void Dispose() => _writer?.Abandon(_begun);

    private static InvalidOperationException NeverBegun() =>
        new($"This commit was never begun: {nameof(SharedStoreWriter.TryBeginCommit)} has returned false, or it is a default {nameof(StoreCommit)}.");
}
