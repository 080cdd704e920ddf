using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Attaching;
using ShmStore.Store.Commits;
using ShmStore.Store.Maps;
using ShmStore.Store.Waiting;

namespace ShmStore.Store.Building;

/// <summary>Fills a new region, which nobody sees yet, with blocks that have their versions already: backups and repaired stores. Not thread-safe.</summary>
/// <remarks>
/// A copy can take more room than its origin, which may be full: for what is copied in vain, and for indexes, which grow anew and leave the segments that they have outgrown. So it may become larger than the origin's maximum
/// allows. Its own is then what it has become.
/// </remarks>
internal sealed unsafe class StoreBuilder
{
    // What is copied and not used any more is given back from attempt to attempt, so there is less than two stores of it; and indexes leave less than their own size.
    private const int RoomFactor = 3;

    // The origin may have grown by so much when the last attempt to copy it begins. Only address space is reserved for that.
    private const long GrowthMeanwhile = 1L << 30;

    // Of the maximum that the origin has: little more than what is needed, in a few steps.
    private const int ExtensionDivisor = 8;

    private readonly CommitWriter _writer;
    private readonly BlockHeap _heap;
    private readonly RegionAreas _areas;
    private readonly RegionHeader _header;
    private readonly KeySeed _seed;
    private readonly Dictionary<int, MapIndex> _maps = [];
    private long _highest;

    private StoreBuilder(CommitWriter writer, BlockHeap heap, RegionAreas areas, KeySeed seed)
    {
        _writer = writer;
        _heap = heap;
        _header = new RegionHeader(writer.Region);
        _areas = areas;
        _seed = seed;
    }

    /// <summary>Makes a store, fills it, and gives it its name when all of it is on the disk.</summary>
    /// <param name="provider">Makes regions.</param>
    /// <param name="path">Absolute path, at which there must be nothing.</param>
    /// <param name="template">What the store has that is not in blocks.</param>
    /// <param name="fill">Fills it.</param>
    /// <returns>The new region, whose writer lock is held.</returns>
    /// <exception cref="IOException">There is something at the path, or the file system refuses.</exception>
    /// <exception cref="StoreFullException">No room.</exception>
    public static Region Build(IRegionProvider provider, string path, StoreTemplate template, Action<StoreBuilder> fill)
    {
        long longest = Math.Min(template.Plan.Maximum, template.Bytes + GrowthMeanwhile);
        long room = Math.Clamp(RegionPages.RoundUp(RoomFactor * longest), template.Plan.Maximum, RegionPages.RoundDown(IndexLayout.OffsetMask));
        Region built = provider.Create(path, template.Plan.Committed, room, region =>
        {
            StoreBuilder builder = Begin(region, template);
            fill(builder);
            builder._header.At<long>(HeaderLayout.MaximumOffset) = Math.Max(template.Plan.Maximum, region.Committed);
            builder._header.CommitCounter = Math.Max(template.Commits, (ulong)builder._highest);
            region.Flush();
        });
        try
        {
            built.Flush();
            return built;
        }
        catch
        {
            // It has its name and the lock still, so nobody else has written to it.
            File.Delete(path);
            built.Dispose();
            throw;
        }
    }

    /// <summary>Copies a block in. Nothing names it yet.</summary>
    /// <param name="copy">The block.</param>
    /// <returns>Its offset here.</returns>
    public long Add(in BlockCopy copy)
    {
        long block = WithRoom(copy, static (writer, copy) => writer.Stage(copy.Prologue, copy.Content.AsSpan(copy.Prologue), copy.Meta));
        copy.Content.AsSpan(0, copy.Prologue).CopyTo(new Span<byte>(_writer.HeaderOf(block).Document, copy.Prologue));
        return block;
    }

    /// <summary>Gives a block back that was added in vain.</summary>
    public void Discard(long block) => _writer.Discard(block);

    /// <summary>Makes a slot name a block, at a version.</summary>
    public void SetSlot(int slot, long block, long version)
    {
        long word = _areas.SlotAt(slot);
        _writer.Stamp(word, block, version);
        _header.At<long>(word) = block;
        _highest = Math.Max(_highest, version);
        if (slot == SlotLayout.SchemaSlot)
            _header.At<ulong>(HeaderLayout.FingerprintOffset) = Fnv1a.Hash(new ReadOnlySpan<byte>(_writer.HeaderOf(block).Document, _writer.HeaderOf(block).Length));
    }

    /// <summary>Adds an entry, whose key the map does not have yet, to the map that is this key of the schema. Its version is not above that of <see cref="SetMap"/>.</summary>
    public void SetEntry(int map, long block, long version)
    {
        MapIndex index = MapOf(map);
        ulong hash = EntryKey.HashOf(_writer.Region.Origin + block, _seed);
        MakeRoom(index, hash);
        long lane = index.OffsetOf(index.TakeLane(hash));
        _writer.Stamp(lane, block, version);
        _header.At<long>(lane) = (long)KeyProbe.TagBitsOf(hash) | block;
        index.CountBytes(block, 0);
        index.NoteUnrecorded(hash, 1, version);
    }

    /// <summary>Ends a map that has all its entries: gives it an index if it has none, the number of the commit that changed it last, and a ring that says so. Once for each map.</summary>
    public void SetMap(int map, long version)
    {
        MapIndex index = MapOf(map);
        MakeRoom(index, 0);
        _highest = Math.Max(_highest, version);
        index.NoteUnrecorded(0, 0, version);
        index.NoteMissed(version);
    }

    /// <summary>Notes that there was a commit of this number, which need not have left a block.</summary>
    public void SetCommits(ulong commits) => _highest = Math.Max(_highest, (long)commits);

    /// <summary>Sets the atomic word of a key.</summary>
    public void SetAtomic(int key, ulong value) => _header.At<ulong>(_areas.Atomics + ((long)key * AtomicLayout.Stride)) = value;

    private static StoreBuilder Begin(Region region, StoreTemplate template)
    {
        template.Plan.WriteHeader(region);
        var header = new RegionHeader(region);
        header.At<Guid>(HeaderLayout.IdentityOffset) = template.Identity;
        header.At<KeySeed>(HeaderLayout.KeySeedOffset) = template.Seed;
        header.At<ulong>(HeaderLayout.WriterGenerationOffset) = template.Writers;
        var areas = RegionAreas.Read(region);

        // Not disposed: it has nothing but the region, which is the caller's.
        var heap = new BlockHeap(region, areas.Heap, areas.Maximum);
        return new StoreBuilder(new CommitWriter(region, areas, heap, 0, NoWaitChannel.Instance), heap, areas, template.Seed);
    }

    private void MakeRoom(MapIndex index, ulong hash) => WithRoom((index, hash), static (_, added) =>
    {
        added.index.MakeRoom(added.hash);
        return 0L;
    });

    // What takes room, and changes nothing where there is none.
    private long WithRoom<TState>(TState state, Func<CommitWriter, TState, long> take)
    {
        while (true)
        {
            try
            {
                return take(_writer, state);
            }
            catch (StoreFullException full) when (TryExtend(full))
            {
                // Once more.
            }
        }
    }

    // Not where the file cannot grow even to what it may be.
    private bool TryExtend(StoreFullException full)
    {
        long room = _writer.Region.Maximum;
        if (full.InnerException is not null || _heap.Maximum >= room)
            return false;
        _heap.Maximum = Math.Min(room, RegionPages.RoundUp(_heap.Maximum + Math.Max(full.Needed, _areas.Maximum / ExtensionDivisor)));
        return true;
    }

    private MapIndex MapOf(int map)
    {
        if (!_maps.TryGetValue(map, out MapIndex? index))
        {
            index = new MapIndex(_writer, _areas.SlotAt(SlotLayout.FirstKeySlot + map), _seed, $"The map that is key {map}");
            _maps.Add(map, index);
        }

        return index;
    }
}
