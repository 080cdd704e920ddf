using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Building;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Backups;

/// <summary>Copies a state of a store that may be written meanwhile into a new file.</summary>
/// <remarks>
/// <para>
/// A block at a version never changes. So documents are copied as they are come upon, each once, whatever the writer does; which of them are the state is then told by a snapshot over all keys that
/// only looks at words and versions. If something has changed meanwhile, the next attempt copies what is new.
/// </para>
/// <para>
/// A reader repeats that until nothing has changed during an attempt. The writing process need not: when the writer is faster, it keeps it out for one attempt, after everything else has been
/// copied before.
/// </para>
/// </remarks>
internal sealed class StoreBackup
{
    // So often the writing process tries before it makes the other threads wait.
    private const int FreeAttempts = 4;

    private const int NameAttempts = 10;

    private readonly StoreAttachment _origin;
    private readonly StoreBuilder _target;
    private readonly Dictionary<BlockStamp, (long Block, int Attempt)> _copied = [];
    private int _attempt;

    private readonly CancellationToken _cancellation;

    private StoreBackup(StoreAttachment origin, StoreBuilder target, CancellationToken cancellation)
    {
        _origin = origin;
        _target = target;
        _cancellation = cancellation;
    }

    /// <summary>Writes a backup.</summary>
    /// <param name="origin">The store.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="overwrite">Replace a store that is there and has no writer.</param>
    /// <param name="cancellation">Ends it; nothing is left behind.</param>
    /// <exception cref="IOException">There is something at the path, or the file system refuses.</exception>
    /// <exception cref="WriterActiveException">The store that is to be replaced has a writer.</exception>
    /// <exception cref="ReadContentionException">The writer changed the store during every attempt.</exception>
    /// <exception cref="StoreFormatException">The store, or the one to be replaced, is damaged or was cut short.</exception>
    /// <exception cref="StoreFullException">No room.</exception>
    public static void Write(StoreAttachment origin, string path, bool overwrite, CancellationToken cancellation)
    {
        origin.Region.ThrowIfShrunk();
        IRegionProvider provider = RegionProviders.Default;
        StoreTemplate template = origin.ToTemplate();
        StoreName.Give(provider, path, overwrite, NameAttempts, replaced =>
        {
            // What is replaced is the file, if the path is that of a link to it.
            if (replaced is null)
                NewStoreFile.Create(provider, path, template, Fill);
            else
                NewStoreFile.Replace(provider, replaced, replaced.Path!, template, Fill);
        });

        void Fill(StoreBuilder target) => new StoreBackup(origin, target, cancellation).Run();
    }

    private void Run()
    {
        StoreState state = TakeState();
        _target.SetCommits(state.Commits);
        foreach ((int slot, BlockStamp stamp) in state.Slots)
        {
            _target.SetSlot(slot, Take(stamp), stamp.Version);
        }

        foreach ((int map, BlockStamp stamp) in state.Entries)
        {
            _cancellation.ThrowIfCancellationRequested();
            _target.SetEntry(map, Take(stamp), stamp.Version);
        }

        foreach ((int map, long version) in state.Maps)
            _target.SetMap(map, version);
        for (int key = 0; key < state.Schema.Keys.Count; key++)
        {
            if (state.Schema.Keys[key].Kind == KeyKinds.Atomic)
                _target.SetAtomic(key, _origin.LoadAtomic(key));
        }

        // Afterwards: atomics of a store that was disposed meanwhile are zeros.
        _origin.Region.ThrowIfDisposed();
    }

    private StoreState TakeState()
    {
        if (_origin.Writer is not { } writer)
            return _origin.SnapshotAll(int.MaxValue, Collect);
        try
        {
            return _origin.SnapshotAll(FreeAttempts, Collect);
        }
        catch (ReadContentionException)
        {
            using (writer.Lock())
                return _origin.SnapshotAll(int.MaxValue, Collect);
        }
    }

    private StoreState Collect(StoreAttachment snapshot)
    {
        _cancellation.ThrowIfCancellationRequested();
        _attempt++;
        // After an attempt that came to no end, as a block was reused before it was copied: the store can never come back to what was there before.
        Discard((stamp, _) => _origin.VersionAt(stamp.Offset) != stamp.Version);
        ulong commits = WriterAttacher.CommitsOf(_origin.Region);

        // In the store's own schema, which may have keys that the program's has not.
        BlockStamp schemaStamp = Stamp(snapshot.SchemaReader());
        var state = new StoreState(SchemaSlot.Read(_origin.Region, _origin.Areas), commits);
        state.Slots.Add((SlotLayout.SchemaSlot, schemaStamp));
        Copy(schemaStamp, isEntry: false);
        for (int i = 0; i < state.Schema.Keys.Count; i++)
        {
            int key = i;
            switch (state.Schema.Keys[key].Kind)
            {
                case KeyKinds.Entry or KeyKinds.Document:
                    BlockStamp stamp = Stamp(snapshot.ReaderOf(key, state.Schema));
                    if (stamp != default)
                    {
                        Copy(stamp, isEntry: false);
                        state.Slots.Add((SlotLayout.FirstKeySlot + key, stamp));
                    }

                    break;
                case KeyKinds.Map or KeyKinds.DocumentMap:
                    MapReader map = snapshot.MapReaderOf(key, state.Schema);
                    bool exists = map.VisitBlocks(stamp =>
                    {
                        _cancellation.ThrowIfCancellationRequested();
                        Copy(stamp, isEntry: true);
                        state.Entries.Add((key, stamp));
                    });
                    if (exists)
                        state.Maps.Add((key, map.ReadRoot().Version));
                    break;
            }
        }

        // What an earlier attempt has copied and this one has not met is no part of the store any more: what is copied next takes its place.
        Discard((_, attempt) => attempt != _attempt);
        return state;
    }

    private void Discard(Func<BlockStamp, int, bool> isInVain)
    {
        foreach ((BlockStamp stamp, (long block, int attempt)) in _copied)
        {
            if (isInVain(stamp, attempt))
            {
                _target.Discard(block);
                _copied.Remove(stamp);
            }
        }
    }

    private static BlockStamp Stamp(SlotReader reader)
    {
        var nothing = default(NothingReader);
        reader.TryRead<NothingReader, bool>(ref nothing, out _, out BlockStamp stamp);
        return stamp;
    }

    private void Copy(BlockStamp stamp, bool isEntry)
    {
        ref (long Block, int Attempt) known = ref CollectionsMarshal.GetValueRefOrNullRef(_copied, stamp);
        if (!Unsafe.IsNullRef(ref known))
        {
            known.Attempt = _attempt;
            return;
        }

        // If the block was reused meanwhile, the snapshot does not hold, and this exception does not count.
        if (stamp.Version == 0 || !BlockCopier.TryCopy(_origin.Region, stamp, isEntry, out BlockCopy copy))
            throw Damaged($"the block at {stamp.Offset}, of version {stamp.Version}, does not lie in its region of {_origin.Region.Committed} bytes");
        _copied.Add(stamp, (_target.Add(copy), _attempt));
    }

    private long Take(BlockStamp stamp) => _copied.Remove(stamp, out (long Block, int Attempt) copy) ? copy.Block : throw Damaged($"the block at {stamp.Offset} is named twice");

    private Exception Damaged(string what) => _origin.Region.Damaged(_origin.Region.Name, what);
}
