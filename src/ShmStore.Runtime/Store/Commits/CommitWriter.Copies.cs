using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Entries;

namespace ShmStore.Store.Commits;

/// <content>Changing a part of a document, in a copy of its block.</content>
internal sealed unsafe partial class CommitWriter
{
    /// <summary>
    /// Commits a copy of the slot's document with a value in its fixed prefix replaced: of the current one, or of the one that the open commit has staged. The caller holds the gate.
    /// </summary>
    /// <param name="slot">Index of the slot.</param>
    /// <param name="offset">Where the value stands in a canonical document, in bytes.</param>
    /// <param name="value">The value's bytes.</param>
    /// <returns>The version, which is the number of this commit; 0 when there is no such place, and nothing has changed.</returns>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    public long Patch<TRaw>(int slot, int offset, TRaw value)
        where TRaw : unmanaged
    {
        long word = WordOf(slot);
        long committed = SlotWord(slot);
        long current = _pending is null ? committed : StagedOr(committed, word);
        long room = _region.Committed - BlockLayout.HeaderLength - current;
        if (current <= 0 || current % BlockLayout.Alignment != 0 || room < 0)
        {
            return 0;
        }

        BlockHeader header = HeaderOf(current);
        int length = header.Length;
        if (!FixedMember.IsInside(offset, sizeof(TRaw), header.FixedPrefix, length) || length > room)
        {
            return 0;
        }

        long block = StageCopy(current, prologue: 0, length);
        Unsafe.WriteUnaligned(HeaderOf(block).Document + offset, value);
        return Publish(word, block, block, committed);
    }

    /// <summary>As <see cref="Stage"/>, with all that stands in another block, which the caller has found to lie inside the region.</summary>
    /// <param name="source">Offset of the other block.</param>
    /// <param name="prologue">Bytes in it before the document.</param>
    /// <param name="length">Bytes of its document.</param>
    /// <returns>Offset of the block.</returns>
    /// <exception cref="StoreFullException">No room; the store is as it was, but for what was evicted or had expired.</exception>
    /// <exception cref="ArgumentException">The document is longer than 16 MiB, so the other block is damaged.</exception>
    public long StageCopy(long source, int prologue, int length)
    {
        if (length > BlockLayout.MaximumDocument)
        {
            ThrowTooLong(length);
        }

        _turn?.ThrowIfLost();

        // What is in one block of a class has room in another, unless the header is damaged.
        var meta = new BlockMeta(HeaderOf(source).Meta);
        int sizeClass = meta.SizeClass;
        int bytes = prologue + length;
        if (!_heap.TryTakeRested(sizeClass, bytes + _seal.Length, out long block))
        {
            (block, sizeClass) = Allocate(bytes + _seal.Length);
        }

        byte* origin = _region.Origin;
        var header = new BlockHeader(origin + block);
        header.Length = length;
        header.Meta = meta.InBlock(sizeClass).Word;
        BlockBytes.Copy(new ReadOnlySpan<byte>(origin + source + BlockLayout.HeaderLength, bytes), header.Document);
        return block;
    }

    // Apart: what is compiled with it clears the place for its result at every commit.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private long StagedOr(long committed, long word) => _pending!.Words.TryGet(word, out PendingWord pending) ? pending.Block : committed;
}
