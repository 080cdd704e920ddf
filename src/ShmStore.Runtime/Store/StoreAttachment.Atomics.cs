using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;

namespace ShmStore;

/// <content>The words of the atomics.</content>
public sealed unsafe partial class StoreAttachment
{
    private readonly byte* _atomicsWindow;

    // How many keys the store is known to have.
    private int _storedKeys;

    /// <summary>The word of a key's atomic.</summary>
    internal ulong LoadAtomic(int key) => Volatile.Read(ref Header.At<ulong>(_areas.Atomics + ((long)key * AtomicLayout.Stride)));

    /// <summary>The attachment, for a member that writes an atomic.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">It is neither a contributor's nor the writer's.</exception>
    internal static StoreAttachment ForContributing(StoreAttachment attachment, int key)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        attachment.ThrowIfUnknown(key);
        return attachment.Region.Access != RegionAccess.Read && attachment.Scope is null ? attachment : throw attachment.CannotWrite(key);
    }

    /// <summary>Address of a key's atomic word, for reading or, for contributors and writers, for writing.</summary>
    /// <exception cref="SharedStoreException">The store was made with too few words for this key.</exception>
    internal byte* AtomicOf(int key)
    {
        if (key >= _areas.AtomicCapacity)
        {
            throw new SharedStoreException($"'{NameOf(key)}' is key {key}, and the store has room for {_areas.AtomicCapacity} atomics.");
        }

        long offset = (long)key * AtomicLayout.Stride;
        return _atomicsWindow == null ? Region.Origin + _areas.Atomics + offset : _atomicsWindow + offset;
    }

    /// <summary>
    /// Keeps a contributor whose schema is longer than the store's from writing an atomic that is none there yet: whoever adds a key in that place expects zero.
    /// </summary>
    /// <exception cref="SharedStoreException">The store does not have the key.</exception>
    internal void ThrowIfNotStored(int key)
    {
        if (key < Volatile.Read(ref _storedKeys))
        {
            return;
        }

        int stored = Writer is null ? SchemaSlot.Read(Region, _areas).Keys.Count : Schema.Keys.Count;
        Volatile.Write(ref _storedKeys, stored);
        if (key >= stored)
        {
            throw new SharedStoreException($"'{NameOf(key)}' cannot be written yet: it is key number {key + 1}, and the store has {stored}. A writer whose schema has it adds it when it attaches.");
        }
    }
}
