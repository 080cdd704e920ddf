using System.Numerics;
using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Maps;

/// <content>The look-up of short keys, written out in one method for speed.</content>
/// <remarks>
/// It looks at the first lane with the tag in the key's own bucket, where all but a few keys are found at once. Every address that is read is checked to lie inside the region; everything else that is unusual, a
/// missing key among it, is left to <see cref="TryFind(in KeyProbe, out MapPlace)"/>. Why a key that is found so is the current one: see <see cref="MapPlace"/>.
/// </remarks>
internal sealed unsafe partial class MapReader
{
    // Header, prologue and the longest short key: readable wherever an entry with a short key is.
    private const int SmallestEntry = BlockLayout.HeaderLength + EntryLayout.PrologueLength + KeyHash.ShortKey;

    /// <summary>Finds the entry of a key of at most 16 bytes, given as its two words.</summary>
    /// <returns>False if the key was not in the map at some moment during the call.</returns>
    /// <exception cref="ReadContentionException">Every one of the bounded attempts was disturbed.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    /// <exception cref="StoreFormatException">The index contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryFindShort<TExtent>(ulong first, ulong second, int length, out MapPlace place)
        where TExtent : struct, IBlockExtent
    {
        Region region = _region;
        long committed = region.Committed;
        byte* origin = region.Origin;
        ulong hash = KeyHash.Short(first, second, length, Seed);
        long bucket = BucketOf(hash);
        if ((ulong)bucket <= (ulong)(committed - IndexLayout.BucketLength) && length >= sizeof(ulong))
        {
            ulong tag = KeyProbe.TagBitsOf(hash);
            uint candidates = SegmentProbe.Matches((ulong*)(origin + bucket), tag);
            if (candidates != 0)
            {
                long* lane = (long*)(origin + bucket) + BitOperations.TrailingZeroCount(candidates);
                long word = Volatile.Read(ref *lane);
                long offset = word ^ (long)tag;
                if ((ulong)offset <= (ulong)(committed - SmallestEntry) && (offset & (BlockLayout.Alignment - 1)) == 0)
                {
                    byte* block = origin + offset;
                    Prefetch.Behind<TExtent>(block);
                    var header = new BlockHeader(block);
                    long version = Volatile.Read(ref header.Version);
                    long again = Volatile.Read(ref *lane);
                    if (version != 0 && *(uint*)(block + BlockLayout.HeaderLength) == EntryLayout.Word(_map, length))
                    {
                        byte* key = block + BlockLayout.HeaderLength + EntryLayout.PrologueLength;
                        ulong difference = (Unsafe.ReadUnaligned<ulong>(key) ^ first) | (Unsafe.ReadUnaligned<ulong>(key + length - sizeof(ulong)) ^ second);
                        Volatile.ReadBarrier();
                        if ((difference | (ulong)(again ^ word) | (ulong)(header.Version ^ version)) == 0)
                        {
                            place = new MapPlace(lane, word, version, BlockLayout.HeaderLength + EntryLayout.PrologueLength + length);
                            return true;
                        }
                    }
                }
            }
        }

        return TryFindOther(first, second, length, out place);
    }

    // A method of its own, so that the one above does not clear the stack for what it needs.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryFindOther(ulong first, ulong second, int length, out MapPlace place) => TryFind(new KeyProbe(first, second, length, Seed), out place);

    /// <summary>Offset of the bucket where a key with this hash belongs; any number when the directory is not the one that was kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long BucketOf(ulong hash)
    {
        Directory directory = _directory;
        if (Volatile.Read(ref *_slot) != directory.Root)
            return -1;
        long word = Volatile.Read(ref directory.Words[hash << IndexLayout.TagBits >> 1 >> directory.Shift]);
        return (word & IndexLayout.OffsetMask) + IndexLayout.BucketsOffset + ((long)SegmentProbe.HomeOf(hash, SegmentLease.BucketsOf(word)) * IndexLayout.BucketLength);
    }

    private void Keep(in SegmentLease lease)
    {
        if (_directory.Root != lease.RootOffset)
            Volatile.Write(ref _directory, new Directory(lease.RootOffset, (long*)(lease.Root + IndexLayout.DirectoryOffset), 63 - lease.DirectoryDepth));
    }

    /// <summary>The directory that a root has. It was checked to lie inside the region, and a root that is not the map's any more is still one, so that it can be kept.</summary>
    private sealed class Directory(long root, long* words, int shift)
    {
        /// <summary>Names no root that a slot could name.</summary>
        public static readonly Directory None = new(-1, null, 0);

        /// <summary>Offset of the root.</summary>
        public readonly long Root = root;

        /// <summary>The words.</summary>
        public readonly long* Words = words;

        /// <summary>How far the hash, halved, is shifted to give the number of a word.</summary>
        public readonly int Shift = shift;
    }
}
