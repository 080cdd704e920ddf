using System.Diagnostics;
using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <content>Changing one member of an entry.</content>
internal sealed unsafe partial class MapWriter
{
    /// <summary>What the open commit has staged for a key; without bytes when it removes the entry.</summary>
    /// <returns>False when the open commit has not changed the entry.</returns>
    public bool TryGetStaged(scoped in KeyProbe key, out EntryDocument document)
    {
        bool changed = _staged.TryGet(in key, out long block);
        document = block == 0 ? default : DocumentIn(block);
        return changed;
    }

    /// <summary>What a key's entry is set to now: by the open commit, or if that has not changed it, in the store. The bytes stand until the next write.</summary>
    /// <param name="key">The key.</param>
    /// <param name="document">What it is set to.</param>
    /// <param name="place">Where that was found in the store; nowhere if the open commit has it.</param>
    /// <returns>False when there is no entry, or it has expired. What the open commit has set is there, however long that stays open.</returns>
    /// <exception cref="StoreFormatException">The index or the block contradicts the region.</exception>
    public bool TryGetCurrent(scoped in KeyProbe key, out EntryDocument document, out MapPlace place)
    {
        document = default;
        long block = CurrentBlock(in key, out place);
        if (block == 0 || (place.Offset != 0 && EntryKey.HasExpired(_writer.Region.Origin + block, _clock)))
            return false;
        document = DocumentIn(block);
        return true;
    }

    /// <summary>Sets an entry to what it is set to now, but for one value: one commit, or part of the open one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="current">What <see cref="TryGetCurrent"/> gave.</param>
    /// <param name="place">Where that was.</param>
    /// <param name="offset">Where the value stands in the document, in bytes; inside of it.</param>
    /// <param name="value">The value's bytes.</param>
    /// <returns>The version; 0 if the entry has expired meanwhile, and is not there any more.</returns>
    /// <exception cref="StoreFullException">No room; the map is as it was, but for what was evicted or had expired.</exception>
    public long Patch<TRaw>(scoped in KeyProbe key, scoped in EntryDocument current, scoped in MapPlace place, int offset, TRaw value)
        where TRaw : unmanaged
    {
        Debug.Assert(current.Block != 0, "what is changed stands in a block");
        return _keeper.IsActive ? PatchWithin(in key, in current, in place, offset, value) : PatchBlock(in key, in current, in place, offset, value);
    }

    // Apart: what is compiled with a handler keeps its variables on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long PatchWithin<TRaw>(scoped in KeyProbe key, scoped in EntryDocument current, scoped in MapPlace place, int offset, TRaw value)
        where TRaw : unmanaged
    {
        try
        {
            _keeper.Spare(key.Hash);
            MakeWay(in key, in current);
            return PatchBlock(in key, in current, in place, offset, value);
        }
        finally
        {
            _keeper.StopSparing();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long PatchBlock<TRaw>(scoped in KeyProbe key, scoped in EntryDocument current, scoped in MapPlace place, int offset, TRaw value)
        where TRaw : unmanaged
    {
        int prologue = PrologueOf(key.Length, current.Expiry);
        long block = _writer.StageCopy(current.Block, prologue, current.Bytes.Length);
        Unsafe.WriteUnaligned(_writer.HeaderOf(block).Document + prologue + offset, value);
        if (current.Expiry != Expiry.Never)
            _keeper.NoteExpiring(current.Expiry);

        if (_writer.Pending is not null)
            return Commit(in key, block);
        if (_index.StillNames(in place))
            return Publish(place.Lane, in key, block, in place);

        // What made way for the block was this very entry, as it has expired meanwhile, and what was copied may be what a free block has in it.
        _writer.Discard(block);
        return 0;
    }

    // The block of a key's entry as the open commit has it, though it may have expired; 0 for none.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long CurrentBlock(scoped in KeyProbe key, out MapPlace place)
    {
        place = default;
        if (_staged.TryGet(in key, out long block))
            return block;
        return _stored.TryFind(in key, out place) ? place.Offset : 0;
    }

    private EntryDocument DocumentIn(long block)
    {
        byte* address = _writer.Region.Origin + block;
        var header = new BlockHeader(address);
        int prologue = EntryKey.PrologueOf(address);
        uint length = (uint)header.Length;
        long committed = _writer.Region.Committed;
        if (length > committed - block - BlockLayout.HeaderLength - prologue)
            throw _reader.TooLong(length, committed);
        return new EntryDocument(new ReadOnlySpan<byte>(header.Document + prologue, (int)length), new BlockMeta(header.Meta), EntryKey.ExpiryIn(address), block);
    }
}
