namespace ShmStore.Heap;

/// <summary>The free blocks of one size class, reused first in, first out, so that a freed block rests as long as possible.</summary>
/// <remarks>
/// Readers may still be reading a freed block; they notice when it is reused and read again. The longer it rests, the rarer that is. Lives in the writer's own memory: the next writer
/// finds the free blocks from the slots.
/// </remarks>
internal sealed class FreeList(int blockSize, int mostResting = FreeList.QuarantineBlocks)
{
    /// <summary>Blocks that rest at least, however large they are.</summary>
    public const int QuarantineAtLeast = 4;

    private const int QuarantineBlocks = 256;
    private const int QuarantineBytes = 1024 * 1024;

    private readonly Queue<long> _blocks = new();

    /// <summary>Blocks that rest at least: more of them are made while the list is not longer than this.</summary>
    private readonly int _quarantine = Math.Clamp(QuarantineBytes / blockSize, QuarantineAtLeast, mostResting);

    /// <summary>Blocks in the list.</summary>
    public int Count => _blocks.Count;

    /// <summary>Bytes in the list.</summary>
    public long Bytes => (long)_blocks.Count * blockSize;

    /// <summary>Puts a block at the back.</summary>
    public void Add(long block) => _blocks.Enqueue(block);

    /// <summary>Takes the block that rested longest, if more than the quarantine rest.</summary>
    public bool TryTakeRested(out long block)
    {
        if (_blocks.Count > _quarantine)
        {
            block = _blocks.Dequeue();
            return true;
        }

        block = 0;
        return false;
    }

    /// <summary>Takes the block that rested longest, however short that was: memory is scarce.</summary>
    public bool TryTake(out long block) => _blocks.TryDequeue(out block);

    /// <summary>Forgets all blocks: they are somebody else's.</summary>
    public void Clear() => _blocks.Clear();
}
