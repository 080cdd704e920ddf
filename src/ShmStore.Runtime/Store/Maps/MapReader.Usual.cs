using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>The usual look-up, written out in one method for speed.</content>
/// <remarks>
/// It looks at the first lane with the tag in the key's own bucket, where all but a few keys are found at once. Every address that is read is checked to lie inside the region; everything else that is unusual, a
/// missing key among it, is left to <see cref="TryFind(in KeyProbe, out MapPlace)"/>. Why a key that is found so is the current one: see <see cref="MapPlace"/>.
/// </remarks>
internal sealed unsafe partial class MapReader
{
    // Header and prologue: readable, and the key behind them, wherever an entry is.
    private const int BeforeKey = BlockLayout.HeaderLength + EntryLayout.PrologueLength;

    /// <summary>Finds the entry of a key of at most 16 bytes, given as its two words.</summary>
    /// <returns>False if the key was not in the map at some moment during the call.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryFindShort<TExtent>(ulong first, ulong second, int length, out MapPlace place)
        where TExtent : struct, IBlockExtent
    {
        var key = new ShortKey(first, second, length);
        var nothing = default(NothingLoad);
        return TryFindIn<TExtent, ShortKey, NothingLoad>(_directory, key.HashBy(Seed), key, mayExpire: false, ref nothing, out place) || TryFindOther(first, second, length, out place);
    }

    /// <summary>Loads members of the entry of a key of at most 16 bytes, given as its two words, while it is found.</summary>
    /// <returns>False if that does not give them at once, also when there is no such entry.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryLoadShort<TTuple, TResult>(ulong first, ulong second, int length, out TResult values)
        where TTuple : struct, IMemberTuple<TResult>
    {
        var key = new ShortKey(first, second, length);
        Unsafe.SkipInit(out MembersLoad<TTuple, TResult> load);
        bool isLoaded = TryFindIn<BlockStart, ShortKey, MembersLoad<TTuple, TResult>>(_directory, key.HashBy(Seed), key, mayExpire: false, ref load, out _);
        values = load.Values;
        GC.KeepAlive(_region);
        return isLoaded;
    }

    /// <summary>Finds the entry of a key of any length.</summary>
    /// <inheritdoc cref="TryFindShort{TExtent}"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryFindBytes<TExtent>(ReadOnlySpan<byte> key, out MapPlace place)
        where TExtent : struct, IBlockExtent
    {
        if (key.Length <= KeyHash.ShortKey)
        {
            (ulong first, ulong second) = KeyHash.Words(key);
            return TryFindShort<TExtent>(first, second, key.Length, out place);
        }

        var sought = new LongKey(key);
        var nothing = default(NothingLoad);
        return TryFindIn<TExtent, LongKey, NothingLoad>(_directory, sought.HashBy(Seed), sought, mayExpire: false, ref nothing, out place) || TryFindOther(key, out place);
    }

    /// <summary>Finds the entry of a key for who holds the gate, who may write where it was found.</summary>
    /// <returns>False also when it is there, but not at once, or expires, or <see cref="KnowsRoot"/> is false.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFindUsual(scoped in KeyProbe key, out MapPlace place)
    {
        // A reader looks at the lane and the block behind a root that may be another one by now, of the same place. Who writes looks at the root, by its version.
        Directory directory = _directory;
        Unsafe.SkipInit(out place);
        if (!IsRootOf(directory))
            return false;
        if (key.Length > KeyHash.ShortKey)
            return TryFindUsualLong(directory, in key, out place);
        var nothing = default(NothingLoad);
        return TryFindIn<BlockStart, ShortKey, NothingLoad>(directory, key.Hash, new ShortKey(key.First, key.Second, key.Length), mayExpire: false, ref nothing, out place);
    }

    /// <summary>Whether look-ups go by the root that the map has now. They do once an entry was found by <see cref="TryFindStored"/>. For who holds the gate.</summary>
    public bool KnowsRoot => IsRootOf(_directory) || IsRootOf(_tracedDirectory);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsRootOf(Directory directory) =>
        *_slot == directory.Root && directory.Root > 0 && new BlockHeader(_region.Origin + directory.Root).Version == directory.Stamp.Version;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindUsualLong(Directory directory, scoped in KeyProbe key, out MapPlace place)
    {
        var nothing = default(NothingLoad);
        return TryFindIn<BlockStart, LongKey, NothingLoad>(directory, key.Hash, new LongKey(key.Long), mayExpire: false, ref nothing, out place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindIn<TExtent, TSought, TLoad>(Directory directory, ulong hash, scoped TSought key, [ConstantExpected] bool mayExpire, scoped ref TLoad load, out MapPlace place)
        where TExtent : struct, IBlockExtent
        where TSought : struct, ISoughtKey, allows ref struct
        where TLoad : struct, IEntryLoad
    {
        Region region = _region;
        long committed = region.Committed;
        byte* origin = region.Origin;
        long bucket = BucketOf(directory, hash);
        if (bucket <= committed - IndexLayout.BucketLength && key.IsComparable)
        {
            ulong tag = KeyProbe.TagBitsOf(hash);
            uint candidates = SegmentProbe.Matches((ulong*)(origin + bucket), tag);
            if (candidates != 0)
                return TryTake<TExtent, TSought, TLoad>((long*)(origin + bucket) + BitOperations.TrailingZeroCount(candidates), tag, origin, committed, key, mayExpire, ref load, out place);
        }

        Unsafe.SkipInit(out place);
        return false;
    }

    // The entry that a lane names, if it has this key, and what is to be loaded of it can be.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake<TExtent, TSought, TLoad>(
        long* lane, ulong tag, byte* origin, long committed, scoped TSought sought, [ConstantExpected] bool mayExpire, scoped ref TLoad load, out MapPlace place)
        where TExtent : struct, IBlockExtent
        where TSought : struct, ISoughtKey, allows ref struct
        where TLoad : struct, IEntryLoad
    {
        long word = Volatile.Read(ref *lane);
        long offset = word ^ (long)tag;
        long last = committed - BeforeKey - (mayExpire ? EntryLayout.ExpiryLength : 0) - sought.Room;
        if (offset > 0 && offset <= last && (offset & (BlockLayout.Alignment - 1)) == 0)
        {
            byte* block = origin + offset;
            Prefetch.Behind<TExtent>(block);
            var header = new BlockHeader(block);
            long version = Volatile.Read(ref header.Version);
            long again = Volatile.Read(ref *lane);
            uint prologue = EntryKey.WordOf(block);
            bool expires = mayExpire && prologue >= EntryLayout.ExpiresFlag;
            if (version != 0 && (expires ? prologue - EntryLayout.ExpiresFlag : prologue) == EntryLayout.Word(_map, sought.Length))
            {
                byte* key = block + BeforeKey + (expires ? EntryLayout.ExpiryLength : 0);
                ulong difference = sought.Difference(key);
                bool expired = expires && EntryKey.HasExpired(block, _clock);
                int documentOffset = (int)(key - block) + sought.Length;
                bool loaded = load.TryLoad(header, documentOffset, committed - offset - documentOffset);
                Volatile.ReadBarrier();
                if ((difference | (ulong)(again ^ word) | (ulong)(header.Version ^ version)) == 0 && !expired && loaded)
                {
                    place = new MapPlace(lane, word, version, documentOffset);
                    if (expires)
                        place = place.Unheld();
                    return true;
                }
            }
        }

        Unsafe.SkipInit(out place);
        return false;
    }

    // Methods of their own, so that the ones above do not clear the stack for what these need; and they get words, since the address of a key would put it on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindOther(ulong first, ulong second, int length, out MapPlace place) =>
        TryFindTraced(new ShortKey(first, second, length), out place) || TryFind(new KeyProbe(first, second, length, Seed), out place);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindOther(ReadOnlySpan<byte> key, out MapPlace place) => TryFindTraced(new LongKey(key), out place) || TryFind(new KeyProbe(key, Seed), out place);

    // Maps whose finds are marked, or whose entries expire, never get further than to the comparison of roots or prologues above, and are looked up here: so no other map pays for them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFindTraced<TSought>(scoped TSought key, out MapPlace place)
        where TSought : struct, ISoughtKey, allows ref struct
    {
        Directory traced = _tracedDirectory;
        Unsafe.SkipInit(out place);
        if (traced.Root <= 0)
            return false;
        ulong hash = key.HashBy(Seed);
        var nothing = default(NothingLoad);
        bool isFound = TryFindIn<BlockStart, TSought, NothingLoad>(traced, hash, key, mayExpire: true, ref nothing, out place);
        if (isFound)
            traced.Marks?.Set(hash);
        return isFound;
    }

    // Beyond every region when the directory is not the map's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long BucketOf(Directory directory, ulong hash) =>
        Volatile.Read(ref *_slot) == directory.Root ? SegmentProbe.BucketOf(directory.Words, directory.Shift, hash) : long.MaxValue;

    // Of a map whose finds are marked, or where an entry was found that expires, the directory is kept where only the slower way looks.
    private void Keep(in SegmentLease lease, scoped in MapPlace found)
    {
        BlockStamp root = lease.RootStamp;
        if (_tracedDirectory.Stamp == root || (_directory.Stamp == root && !Expires(found)))
            return;
        UseMarks? marks = OpenMarks(lease);
        var directory = new Directory(root, (long*)(lease.Root + IndexLayout.DirectoryOffset), 63 - lease.DirectoryDepth, marks);
        if (!lease.StillStands())
            return;
        if (_tracedDirectory.Root > 0 || marks is not null || Expires(found))
            Volatile.Write(ref _tracedDirectory, directory);
        Volatile.Write(ref _directory, marks is null ? directory : Directory.None);
    }

    // Whether there are marks is decided when a root is seen for the first time: a writer that begins to want them, or does not any more, gives the map a new root.
    private UseMarks? OpenMarks(in SegmentLease lease)
    {
        int logarithm = *(int*)(lease.Root + IndexLayout.RootMarksLogOffset);
        long offset = *(long*)(lease.Root + IndexLayout.RootMarksOffset);
        return logarithm is > 0 and <= IndexLayout.MaximumMarksLog ? _region.TryOpenMarks(offset, 1L << logarithm) : null;
    }

    /// <summary>The directory that a root has. It was checked to lie inside the region, and a root that is not the map's any more is still one, so that it can be kept.</summary>
    private sealed class Directory(BlockStamp root, long* words, int shift, UseMarks? marks)
    {
        /// <summary>Names no root that a sound slot could name; for others it has one word, which is 0.</summary>
        public static readonly Directory None = new(new BlockStamp(-1, 0), SlotReader.AlwaysEmpty, 63, null);

        /// <summary>Offset of the root.</summary>
        public readonly long Root = root.Offset;

        /// <summary>The root with its version: another one may be in its place later.</summary>
        public readonly BlockStamp Stamp = root;

        /// <summary>The words.</summary>
        public readonly long* Words = words;

        /// <summary>How far the hash, halved, is shifted to give the number of a word.</summary>
        public readonly int Shift = shift;

        /// <summary>Where to note what was found; null if nobody wants to know.</summary>
        public readonly UseMarks? Marks = marks;
    }
}
