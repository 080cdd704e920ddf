using ShmStore.Store.Waiting;

namespace ShmStore;

/// <content>What those ask who wait for changes.</content>
public sealed partial class StoreAttachment
{
    /// <summary>Tells of changes to this store.</summary>
    /// <exception cref="InvalidOperationException">This attachment belongs to a snapshot, or is to memory that nobody can change.</exception>
    internal ChangeListener Changes => Listener is null
        ? throw new InvalidOperationException("Nothing changes within a snapshot: wait on the store that the snapshot is taken of.")
        : !Region.Seals.HasFlag(MemorySeals.NoWriting) ? Listener
        : throw new InvalidOperationException("Nothing changes in a frozen copy of a store: wait on the store that was copied.");

    /// <summary>
    /// A look for those who wait for a later version than one they know; or for another one, if this store has not come so far: they know it from another store, as from that which this one is a backup of.
    /// </summary>
    /// <remarks>No version that the store ever gave is more than one ahead of what is counted: that of the commit which is being made. Where what is counted is damaged, nobody is told of the version again that it knows.</remarks>
    internal Func<long?> LaterThan(Func<long> readVersion, long since) => () =>
    {
        long version = readVersion();
        return version > since || (version != since && since > (long)Volatile.Read(ref Header.CommitCounter) + 1) ? version : null;
    };
}
