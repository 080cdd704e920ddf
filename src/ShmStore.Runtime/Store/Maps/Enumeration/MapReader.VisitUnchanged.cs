using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <content>The usual visit of an entry, written out in one method for speed: its lane is as it was when it was copied, and so is the entry.</content>
internal sealed unsafe partial class MapReader
{
    /// <summary>Reads the entry that a lane named when it was copied and names still, and notes its key.</summary>
    /// <param name="lease">The segment, of a sound directory.</param>
    /// <param name="lane">Number of the lane.</param>
    /// <param name="word">What the lane held, which names a block.</param>
    /// <param name="copied">The last commit before the lanes were copied.</param>
    /// <param name="keys">Gets the key, if the entry was read.</param>
    /// <param name="reader">Reads the document.</param>
    /// <param name="bytes">Bytes of its block up to the end of the document.</param>
    /// <param name="value">What was read.</param>
    /// <returns>False if anything is unusual: then <see cref="TryVisit{TReader, TResult}(in SegmentLease, int, ReturnedKeys, ref TReader, out ScannedEntry{TResult})"/> tells what.</returns>
    /// <exception cref="StoreFormatException">The block contradicts the region.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryVisitUnchanged<TReader, TResult>(in SegmentLease lease, int lane, long word, long copied, ReturnedKeys keys, ref TReader reader, out long bytes, out TResult value)
        where TReader : IBlockReader<TResult>
    {
        if (TryPlaceUnchanged(in lease, lane, word, copied, keys, out MapPlace place))
        {
            if (TryRead(in place, ref reader, out value))
            {
                bytes = place.DocumentOffset + (long)(uint)HeaderOf(place).Length;
                return true;
            }

            keys.TakeBack();
        }

        bytes = 0;
        value = default!;
        return false;
    }

    // The key is noted, torn or whole, and counts if the entry still stands when it has been read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryPlaceUnchanged(in SegmentLease lease, int lane, long word, long copied, ReturnedKeys keys, out MapPlace place)
    {
        long offset = word & IndexLayout.OffsetMask;
        long room = _region.Committed - offset;
        if (_snapshot is null && room >= EntryLayout.BytesBeforeAnyKey && offset % BlockLayout.Alignment == 0)
        {
            byte* block = _region.Origin + offset;
            long* address = SegmentLanes.At(lease.Segment, lane);
            long version = Volatile.Read(ref new BlockHeader(block).Version);
            uint prologue = EntryKey.WordOf(block);
            int beforeKey = BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(prologue), length = EntryLayout.KeyLength(prologue);
            place = new MapPlace(address, word, version, beforeKey + length);

            // Version 0, of a block that holds nothing, is beyond any as an unsigned number. The lane after the version, and the segment after the lane, each by acquire: see TryPlace.
            if ((ulong)(version - 1) < (ulong)copied
                && Volatile.Read(ref *address) == word
                && lease.IsSame()
                && EntryLayout.Map(prologue) == _map
                && place.DocumentOffset <= room
                && (prologue < EntryLayout.ExpiresFlag || !HasExpired(place)))
            {
                keys.Note(new ReadOnlySpan<byte>(block + beforeKey, length));
                return true;
            }
        }

        place = default;
        return false;
    }
}
