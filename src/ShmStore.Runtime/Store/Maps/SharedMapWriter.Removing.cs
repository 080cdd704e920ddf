using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <content>Removing.</content>
public sealed partial class SharedMapWriter<TKey, TValue>
{
    /// <summary>Removes the entry of a key.</summary>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public bool Remove(TKey key)
    {
        using (Attachment.Writer!.Lock())
        {
            return Remove(key, Condition.Always, 0);
        }
    }

    /// <summary>Removes the entry of a key, and gets its object: that of the version that was removed, or of what the open commit had set. No other write comes between.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The object; the default of the type if there was none.</param>
    /// <returns>False when there was none, or it had expired.</returns>
    /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type; nothing has changed.</exception>
    /// <inheritdoc cref="Remove(TKey)"/>
    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        using (Attachment.Writer!.Lock())
        {
            if (TryGetCurrent(key, out value) && Remove(key, Condition.Always, 0))
                return true;
            value = default;
            return false;
        }
    }

    /// <summary>Removes the entry of a key if its version is still the expected one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="expectedVersion">The version it was read with.</param>
    /// <returns>False when the version is another one, or there is no entry; nothing has changed then.</returns>
    /// <inheritdoc cref="Remove(TKey)"/>
    public bool TryRemove(TKey key, long expectedVersion)
    {
        using (Attachment.Writer!.Lock())
        {
            return Remove(key, Condition.Version, expectedVersion);
        }
    }

    /// <summary>Removes all entries, by one commit. O(entries).</summary>
    /// <remarks>The map gets a new, small index. Within a commit of several keys each entry is a word of that commit, and takes some 300 bytes of the writer's memory until it ends; the index becomes small when it is completed, if few entries were set again and the store has room for the small one.</remarks>
    /// <returns>The version of the removal.</returns>
    /// <exception cref="StoreFullException">No room for the empty index; nothing has changed.</exception>
    /// <exception cref="StoreFormatException">Somebody has changed the index, and it is none any more; nothing has changed.</exception>
    /// <exception cref="ObjectDisposedException">The writer was disposed.</exception>
    public long Clear()
    {
        using (Attachment.Writer!.Lock())
        {
            return _writer.Clear();
        }
    }

    private bool Remove(TKey key, Condition condition, long expected)
    {
        if (!MapKey.TryWords(key, out ulong first, out ulong second, out int length))
            return RemoveBytes(key, condition, expected);
        var probe = new KeyProbe(first, second, length, Reader.Seed);
        return Remove(in probe, condition, expected);
    }

    // Apart, as in StoreBytes.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RemoveBytes(TKey key, Condition condition, long expected)
    {
        using var bytes = KeyBytes.Of(key, stackalloc byte[TextKey.StackBytes]);
        return Remove(new KeyProbe(bytes.Value, Reader.Seed), condition, expected);
    }

    private bool Remove(scoped in KeyProbe key, Condition condition, long expected) =>
        (condition == Condition.Always || _writer.VersionOf(in key) == expected) && _writer.Remove(in key);
}
