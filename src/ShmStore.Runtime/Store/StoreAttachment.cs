using System.Collections.Concurrent;
using System.ComponentModel;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.Store.Snapshots;
using ShmStore.Store.Waiting;

namespace ShmStore;

/// <summary>One attachment of this process to a store: its mapping, its schema, and what reads, writes and waits through it.</summary>
/// <remarks>For generated code. Thread-safe.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe partial class StoreAttachment
{
    private readonly IRegionProvider _provider;
    private readonly RegionAreas _areas;
    private readonly int _maximumReadAttempts;
    private readonly object?[] _members;

    // The writer that made this attachment, if one did. Not kept attached by it.
    private WeakReference<CommitWriter>? _maker;

    // Stores bound to snapshots that nobody is taking at the moment: one for each caller at a time.
    private readonly ConcurrentBag<SharedStore> _idleSnapshots = [];

    internal StoreAttachment(
        IRegionProvider provider, Region region, RegionAreas areas, StoreSchema schema, CommitWriter? writer, int maximumReadAttempts, TimeProvider clock)
    {
        _provider = provider;
        _areas = areas;
        _maximumReadAttempts = maximumReadAttempts;
        Clock = clock;
        _members = new object?[schema.Keys.Count];
        Region = region;
        region.User = writer is null ? nameof(SharedStore) : nameof(SharedStoreWriter);
        Schema = schema;
        Writer = writer;
        Header = new RegionHeader(region);
        Listener = new ChangeListener(() => Volatile.Read(ref Header.CommitCounter), () => WaitChannels.Open(provider, region), region.Disposed)
        {
            IsWrittenByThisThread = () => (writer ?? Maker) is { IsEnteredByThisThread: true },
            Abandonment = () => region.IsAbandoned ? RegionErrors.Abandoned(region) : null,
            IsAbandonmentCheap = region.HasOneWriterOnly,
        };
        if (region is AliasRegion alias && writer is null)
        {
            alias.WhenAbandoned(Listener, static listener => listener.LookAgain());
        }

        _atomicsWindow = region.Access == RegionAccess.Read ? null : region.MapWindow(areas.Atomics, areas.AtomicsLength);
    }

    /// <summary>An attachment whose reads belong to snapshots of another one. It has nothing of its own that would have to be detached.</summary>
    private StoreAttachment(StoreAttachment origin, int maximumReadAttempts)
    {
        _provider = origin._provider;
        _areas = origin._areas;
        _maximumReadAttempts = maximumReadAttempts;
        _members = new object?[origin._members.Length];
        Region = origin.Region;
        Schema = origin.Schema;
        Header = origin.Header;
        Counters = origin.Counters;
        var record = new SlotReader(
            Region, (long*)(Region.Origin + HeaderLayout.CommitRecordOffset), $"{Schema.StoreName}: commit record", Counters, _maximumReadAttempts);
        Scope = new SnapshotScope(Region, new CommitOverlay(Region, record), Counters, _maximumReadAttempts, origin.Clock);
        Clock = Scope.Clock;
    }

    internal Region Region { get; }

    internal RegionHeader Header { get; }

    internal StoreSchema Schema { get; }

    internal CommitWriter? Writer { get; }

    /// <summary>What reads through this attachment see and note; null outside of snapshots.</summary>
    internal SnapshotScope? Scope { get; }

    /// <summary>Null within a snapshot.</summary>
    private ChangeListener? Listener { get; }

    /// <summary>Tells what has expired.</summary>
    internal TimeProvider Clock { get; }

    internal ReadCounters Counters { get; } = new();

    internal long MaximumSize => _areas.Maximum;

    internal long HeapStart => _areas.Heap;

    internal RegionAreas Areas => _areas;

    /// <summary>One more attachment to the same store, for reading.</summary>
    /// <exception cref="IOException">Its file was deleted or replaced.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFullException">No address space for it.</exception>
    public StoreAttachment AsReader() => Attach(RegionAccess.Read);

    /// <summary>One more attachment to the same store, for reading and for writing its atomics.</summary>
    /// <exception cref="InvalidOperationException">It is sealed memory, which its writer alone can write.</exception>
    /// <exception cref="IOException">Its file was deleted or replaced.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFullException">No address space for it.</exception>
    public StoreAttachment AsContributor() => Region.Seals.HasFlag(MemorySeals.NoNewWriters)
        ? throw new InvalidOperationException($"'{Schema.StoreName}' is in sealed memory, which its writer alone can write: it has no contributors.")
        : Attach(RegionAccess.Contribute);

    /// <summary>Runs a function over a state of the store.</summary>
    /// <param name="create">Makes the reader of a snapshot: always the same class.</param>
    /// <param name="read">Computes a result from the reader.</param>
    /// <param name="cancellationToken">Ends the attempts: looked at before each.</param>
    /// <inheritdoc cref="Snapshot{TStore, TArgument, TResult}"/>
    public TResult Snapshot<TStore, TResult>(Func<StoreAttachment, TStore> create, Func<TStore, TResult> read, CancellationToken cancellationToken)
        where TStore : SharedStore
    {
        ArgumentNullException.ThrowIfNull(read);
        return Snapshot(create, read, static (store, read) => read(store), cancellationToken);
    }

    /// <summary>Runs a function over a state of the store.</summary>
    /// <param name="create">Makes the reader of a snapshot: always the same class.</param>
    /// <param name="argument">Passed to the function, so that it can be static.</param>
    /// <param name="read">Computes a result from the reader and the argument.</param>
    /// <param name="cancellationToken">Ends the attempts: looked at before each.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="InvalidOperationException">This attachment belongs to a snapshot.</exception>
    /// <exception cref="ReadContentionException">The writer changed what was read during every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public TResult Snapshot<TStore, TArgument, TResult>(Func<StoreAttachment, TStore> create, TArgument argument, Func<TStore, TArgument, TResult> read, CancellationToken cancellationToken = default)
        where TStore : SharedStore
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(read);
        if (Scope is not null)
        {
            throw new InvalidOperationException("Within a snapshot there is no other one: read from what Snapshot has passed to the function.");
        }

        if (!_idleSnapshots.TryTake(out SharedStore? store))
        {
            store = create(new StoreAttachment(this, _maximumReadAttempts));
        }

        try
        {
            return store.Attachment.Scope!.Run((TStore)store, argument, read, cancellationToken);
        }
        finally
        {
            _idleSnapshots.Add(store);
        }
    }

    /// <summary>Runs a function over a state of the store, without a store class: at most so many times, and at most as often as reads are tried.</summary>
    /// <exception cref="ReadContentionException">The writer changed what was read during every attempt.</exception>
    internal TResult SnapshotAll<TResult>(int attempts, Func<StoreAttachment, TResult> read)
    {
        var snapshot = new StoreAttachment(this, Math.Min(attempts, _maximumReadAttempts));
        return snapshot.Scope!.Run(snapshot, read, static (store, read) => read(store), CancellationToken.None);
    }

    /// <summary>The member object of a key, for export and import; null when generated code made none.</summary>
    internal object? MemberAt(int key) => _members[key];

    /// <summary>Notes the member object of a key. Called by the members while the store is constructed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    internal void Register(int key, object member)
    {
        ThrowIfUnknown(key);
        _members[key] = member;
    }

    /// <summary>Refuses the number of a key that the schema does not have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It does not.</exception>
    internal void ThrowIfUnknown(int key)
    {
        if ((uint)key >= (uint)Schema.Keys.Count)
            throw new ArgumentOutOfRangeException(nameof(key), key, $"'{Schema.StoreName}' has {Schema.Keys.Count} keys, and none of this number.");
    }

    /// <summary>The attachment, for a member that writes a key.</summary>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The schema has no such key.</exception>
    /// <exception cref="InvalidOperationException">It is not the writer's.</exception>
    internal static StoreAttachment ForWriting(StoreAttachment attachment, int key)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        attachment.ThrowIfUnknown(key);
        return attachment.Writer is not null ? attachment : throw attachment.CannotWrite(key);
    }

    /// <summary>The error about a member that writes a key through an attachment that cannot.</summary>
    internal InvalidOperationException CannotWrite(int key) => new($"'{NameOf(key)}' cannot be written through an attachment that is for {(Scope is null ? $"{Region.Access}" : "a snapshot")}.");

    /// <summary>A reader of a key's slot. A key the store does not have yet reads as never set.</summary>
    internal SlotReader ReaderOf(int key) => ReaderOf(WordOf(key), NameOf(key));

    /// <summary>As <see cref="ReaderOf(int)"/>, of a key of the store's own schema.</summary>
    internal SlotReader ReaderOf(int key, StoreSchema schema) => ReaderOf(WordOf(key), NameOf(key, schema));

    /// <summary>A reader of the slot of the schema.</summary>
    internal SlotReader SchemaReader() => ReaderOf(_areas.SlotAt(SlotLayout.SchemaSlot), $"{Schema.StoreName}: schema");

    /// <summary>A reader of the map of a key. A key the store does not have yet reads as never set.</summary>
    /// <exception cref="SharedStoreException">The key's number is beyond what blocks of entries can hold.</exception>
    internal MapReader MapReaderOf(int key) => MapReaderOf(key, Schema);

    /// <summary>As <see cref="MapReaderOf(int)"/>, of a key of the store's own schema.</summary>
    internal MapReader MapReaderOf(int key, StoreSchema schema)
    {
        if (key > EntryLayout.MaximumMap)
        {
            throw new SharedStoreException($"'{NameOf(key, schema)}' is key {key}, and maps can be keys up to {EntryLayout.MaximumMap}.");
        }

        KeySeed seed = Header.At<KeySeed>(HeaderLayout.KeySeedOffset);
        string? keyType = key < schema.Keys.Count ? schema.Keys[key].Key : null;
        var retry = new ReadRetry(Region, NameOf(key, schema), Counters, _maximumReadAttempts);
        return Scope is null
            ? new MapReader(Region, (long*)(Region.Origin + WordOf(key)), key, keyType, seed, retry, Clock)
            : new MapReader(Region, Scope, WordOf(key), key, keyType, seed, retry, Clock);
    }

    /// <summary>A writer of the map of a key, which the store has.</summary>
    internal MapWriter MapWriterOf(int key, MapReader reader) => new(Writer!, reader, WordOf(key), key, Clock);

    /// <summary>Full name of a key, for messages.</summary>
    internal string NameOf(int key) => NameOf(key, Schema);

    /// <summary>
    /// Detaches. Reads and waits that are under way end with their result or with <see cref="ObjectDisposedException"/>. Does nothing within a snapshot, to which the store does not belong.
    /// </summary>
    /// <exception cref="InvalidOperationException">A writer, called by a callback of its <c>Update</c> or <c>AddOrUpdate</c>; it stays attached.</exception>
    internal void Detach()
    {
        if (Scope is not null)
        {
            return;
        }

        Writer?.StopWriting();
        Listener!.Dispose();
        if (Writer is { } writer)
        {
            writer.Dispose();
        }
        else
        {
            Region.Dispose();
        }
    }

    // Offset of a key's slot. A key that the store does not have has the slot that is always empty.
    private long WordOf(int key)
    {
        int slot = SlotLayout.FirstKeySlot + key;
        return _areas.SlotAt(slot < _areas.SlotCapacity ? slot : SlotLayout.EmptySlot);
    }

    private SlotReader ReaderOf(long word, string name) => Scope is null
        ? new SlotReader(Region, (long*)(Region.Origin + word), name, Counters, _maximumReadAttempts)
        : new SlotReader(Region, Scope, word, name, Counters, _maximumReadAttempts);

    private static string NameOf(int key, StoreSchema schema) =>
        key < schema.Keys.Count ? $"{schema.StoreName}.{schema.Keys[key].Name}" : $"{schema.StoreName}: key {key}";

    private CommitWriter? Maker => _maker is not null && _maker.TryGetTarget(out CommitWriter? maker) ? maker : null;

    private StoreAttachment Attach(RegionAccess access)
    {
        StoreAttachment attached = Region is AliasRegion alias
            ? new StoreAttachment(_provider, alias.Attach(access), _areas, Schema, null, _maximumReadAttempts, Clock)
            : AttachToFile(access);
        if (Writer is not null)
            attached._maker = new WeakReference<CommitWriter>(Writer);
        return attached;
    }

    private StoreAttachment AttachToFile(RegionAccess access)
    {
        Region.ThrowIfReplaced();
        StoreAttachment opened = new StoreOpener(_provider).Open(Schema, Region.Path!, access, new OpenOptions { MaximumReadAttempts = _maximumReadAttempts, TimeProvider = Clock });
        try
        {
            // Again: otherwise it is perhaps another store that was opened.
            Region.ThrowIfReplaced();
            return opened;
        }
        catch
        {
            opened.Detach();
            throw;
        }
    }
}
