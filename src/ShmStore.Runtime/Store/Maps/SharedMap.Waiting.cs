using System.Runtime.CompilerServices;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>Waiting for changes.</content>
public partial class SharedMap<TKey, TValue>
{
    // What the listener is told when a key has no object any more; no version is negative.
    private const long Removed = -1;

    /// <summary>Completes with <see cref="Version"/> once it is greater than <paramref name="sinceVersion"/>: when any entry was set or removed, in whatever process.</summary>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task<long> WaitForChangeAsync(long sinceVersion, CancellationToken cancellationToken = default) =>
        Attachment.Changes.WaitAsync(() => Version is var version && version > sinceVersion ? version : null, cancellationToken);

    /// <summary>
    /// Completes when the object of a key is another one than the caller has seen: with its version, or with 0 when there is none any more. In whatever process it was changed.
    /// Time alone wakes nobody: that an entry has expired is noticed with the next commit to any key, at the latest when the writer removes the entry.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="sinceVersion">The version that the caller has seen; 0 for none.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed, before or meanwhile.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async Task<long> WaitForEntryAsync(TKey key, long sinceVersion, CancellationToken cancellationToken = default)
    {
        long seen = await Attachment.Changes.WaitAsync(
            () =>
            {
                long version = TryFind<BlockStart>(key, out MapPlace place) ? place.Version : 0;
                return version == sinceVersion ? null : version == 0 ? Removed : version;
            },
            cancellationToken).ConfigureAwait(false);
        return seen == Removed ? 0 : seen;
    }

    /// <summary>
    /// The object of a key now, and again after every change; a change to no object has the version 0. Changes that follow each other faster than they are consumed are skipped, the last is not.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="sinceVersion">The version that the caller has seen; 0 begins with the object that is there.</param>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <inheritdoc cref="WaitForEntryAsync"/>
    public async IAsyncEnumerable<Versioned<TValue>> ChangesAsync(TKey key, long sinceVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            await WaitForEntryAsync(key, sinceVersion, cancellationToken).ConfigureAwait(false);
            bool found = TryGetValue(key, out TValue? value, out long version);
            if (version != sinceVersion)
                yield return new Versioned<TValue>(version, found, value);
            sinceVersion = version;
        }
    }
}
