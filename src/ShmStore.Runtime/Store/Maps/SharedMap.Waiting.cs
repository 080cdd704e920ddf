using System.Runtime.CompilerServices;
using ShmStore.Store.Maps;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <content>Waiting for changes.</content>
public partial class SharedMap<TKey, TValue>
{
    // What the listener is told when a key has no object any more; no version is negative.
    private const long Removed = -1;

    /// <summary>Completes with <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>: when any entry was set or removed, in whatever process.</summary>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot, or of a frozen copy; or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.WaitAsync(Attachment.LaterThan(() => Version, sinceVersion), cancellationToken);

    /// <summary>
    /// Returns <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>: when any entry was set or removed, in whatever process. The calling thread sleeps meanwhile, and goes on
    /// sooner than what awaits <see cref="WaitForChangeAsync"/>.
    /// </summary>
    /// <param name="sinceVersion">A version this caller has seen. At once, if the store has not come so far: then it was seen in another one, see <see cref="SharedStore.StoreIdentity"/>.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="InvalidOperationException">
    /// Without a limit of time, through a writer of which this thread has a commit open or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>: nobody else can make a change before that has ended. Or within a snapshot, or of a frozen copy.
    /// Or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.
    /// </exception>
    public long WaitForChange(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.Wait(Attachment.LaterThan(() => Version, sinceVersion), cancellationToken);

    /// <summary>Waits on the calling thread, as <see cref="WaitForChange"/> does, at most for some time.</summary>
    /// <inheritdoc cref="SharedSlot.TryWaitForChange"/>
    public bool TryWaitForChange(long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default) =>
        Attachment.Changes.TryWait(Attachment.LaterThan(() => Version, sinceVersion), timeout, sinceVersion, out version, cancellationToken);

    /// <summary>
    /// Completes when the object of a key is another one than the caller has seen: with its version, or with 0 when there is none any more. In whatever process it was changed.
    /// Time alone wakes nobody: that an entry has expired is noticed with the next commit to any key, at the latest when the writer removes the entry.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="sinceVersion">The version that the caller has seen; 0 for none.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="IOException">The file was deleted or replaced, and nobody writes the one that is attached any more, so that the wait would never end; noticed within two seconds, on Linux; or the file system does not tell. Attach again.</exception>
    /// <exception cref="InvalidOperationException">Within a snapshot, or of a frozen copy; or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<long> WaitForEntryAsync(TKey key, long sinceVersion, CancellationToken cancellationToken = default) =>
        WaitForKeptAsync(Attachment.Changes, Kept(key), sinceVersion, cancellationToken);

    /// <summary>
    /// Returns when the object of a key is another one than the caller has seen: with its version, or with 0 when there is none any more. The calling thread sleeps meanwhile, and goes on sooner than
    /// what awaits <see cref="WaitForEntryAsync"/>, of which the rest is true as well.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// Without a limit of time, through a writer of which this thread has a commit open or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>: nobody else can make a change before that has ended. Or within a snapshot, or of a frozen copy.
    /// Or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.
    /// </exception>
    /// <inheritdoc cref="WaitForEntryAsync"/>
    public long WaitForEntry(TKey key, long sinceVersion, CancellationToken cancellationToken = default)
    {
        long seen = Attachment.Changes.Wait(OtherThan(key, sinceVersion), cancellationToken);
        return seen == Removed ? 0 : seen;
    }

    /// <summary>Waits on the calling thread, as <see cref="WaitForEntry"/> does, at most for some time.</summary>
    /// <param name="key">The key.</param>
    /// <param name="sinceVersion">The version that the caller has seen; 0 for none.</param>
    /// <param name="timeout">How long; zero only looks, and <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="version">The version of the object that is there now, 0 for none; or <paramref name="sinceVersion"/> if the time was up.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>False if the time was up without a change.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidOperationException">
    /// Without a limit of time, through a writer of which this thread has a commit open or is inside a callback of <c>Update</c> or <c>AddOrUpdate</c>: nobody else can make a change before that has ended. Or within a snapshot, or of a frozen copy.
    /// Or the writer is gone of memory that never has another one, as that of one process and sealed memory, so that the wait would never end; noticed within two seconds.
    /// </exception>
    /// <inheritdoc cref="WaitForEntryAsync"/>
    public bool TryWaitForEntry(TKey key, long sinceVersion, TimeSpan timeout, out long version, CancellationToken cancellationToken = default)
    {
        bool changed = Attachment.Changes.TryWait(OtherThan(key, sinceVersion), timeout, sinceVersion, out long seen, cancellationToken);
        version = seen == Removed ? 0 : seen;
        return changed;
    }

    /// <summary>
    /// The object of a key now, and again after every change; a change to no object has the version 0. Changes that follow each other faster than they are consumed are skipped, the last is not. An enumerator is for one consumer at a time.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="sinceVersion">The version that the caller has seen; 0 begins with the object that is there.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="Bson.BsonFormatException">
    /// The stored document lacks a required member, or has one of another type, as one that a newer program has written can. The enumeration has ended; one that is begun with the error's
    /// <see cref="Bson.BsonFormatException.Version"/> goes on with the next change.
    /// </exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <inheritdoc cref="WaitForEntryAsync"/>
    public IAsyncEnumerable<Versioned<TValue>> ChangesAsync(TKey key, long sinceVersion = 0, CancellationToken cancellationToken = default) =>
        FollowAsync(Attachment.Changes, Kept(key), sinceVersion, cancellationToken);

    // What is wrong with a call is told at the call, not by its task. That the store is disposed is told by the task, also of a wait for all of the map: it can happen at any time.
    private static TKey Kept(TKey key)
    {
        MapKeyOf<TKey>.Check(key);
        return MapKeyOf<TKey>.Keep(key);
    }

    private async IAsyncEnumerable<Versioned<TValue>> FollowAsync(ChangeListener changes, TKey key, long sinceVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitForKeptAsync(changes, key, sinceVersion, cancellationToken).ConfigureAwait(false);
            bool found = TryGetValue(key, out TValue? value, out long version);
            if (version != sinceVersion)
                yield return new Versioned<TValue>(version, found, value);
            sinceVersion = version;
        }
    }

    private async Task<long> WaitForKeptAsync(ChangeListener changes, TKey key, long sinceVersion, CancellationToken cancellationToken)
    {
        long seen = await changes.WaitAsync(OtherThan(key, sinceVersion), cancellationToken).ConfigureAwait(false);
        return seen == Removed ? 0 : seen;
    }

    private Func<long?> OtherThan(TKey key, long sinceVersion) => () =>
    {
        long version = TryFind<BlockStart>(key, out MapPlace place) ? place.Version : 0;
        return version == sinceVersion ? null : version == 0 ? Removed : version;
    };
}
