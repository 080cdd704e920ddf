using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>Setting many objects.</content>
public sealed partial class SharedMapWriter<TKey, TValue>
{
    /// <summary>Sets the objects of many keys, one commit each. Nothing is allocated for an entry. They live as <see cref="Limits"/> say, or for ever, whatever times the old ones had.</summary>
    /// <param name="entries">Keys and objects; of a key that comes twice the last counts. One that is refused ends it: the entries before it are set.</param>
    /// <exception cref="StoreFullException">No room; the entries before this one are set.</exception>
    /// <inheritdoc cref="Set(TKey, TValue)"/>
    public void SetMany(IEnumerable<KeyValuePair<TKey, TValue>> entries) => StoreMany(entries, null);

    /// <summary>Sets the objects of many keys for some time, one commit each. Nothing is allocated for an entry.</summary>
    /// <param name="entries">Keys and objects; of a key that comes twice the last counts.</param>
    /// <param name="timeToLive">How long each lives from when it is set; see <see cref="Set(TKey, TValue, TimeSpan)"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>; nothing has changed.</exception>
    /// <inheritdoc cref="SetMany(IEnumerable{KeyValuePair{TKey, TValue}})"/>
    public void SetMany(IEnumerable<KeyValuePair<TKey, TValue>> entries, TimeSpan timeToLive) => StoreMany(entries, timeToLive);

    [SkipLocalsInit]
    private void StoreMany(IEnumerable<KeyValuePair<TKey, TValue>> entries, TimeSpan? timeToLive)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Attachment.Region.ThrowIfDisposed();
        Expiry.Check(timeToLive, nameof(timeToLive));
        using var encoder = new DocumentEncoder(stackalloc byte[DocumentEncoder.StackBytes]);
        int index = -1;
        foreach ((TKey key, TValue value) in entries)
        {
            index++;
            if (key is null)
                throw new ArgumentException($"The key of the entry at index {index} is null.", nameof(entries));
            if (value is null)
                throw new ArgumentException($"The object of the key {MapKeyOf<TKey>.Display(key)} is null.", nameof(entries));
            ReadOnlySpan<byte> document = encoder.Encode(value);
            using (Attachment.Writer!.Lock())
            {
                Store(key, DocumentOf(document, _writer.ExpiryOf(timeToLive)), Condition.Always, 0, out _);
            }
        }
    }
}
