using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Inspection;

/// <summary>Walks the heap of an image from block to block.</summary>
internal sealed class HeapCheck
{
    private readonly BlockSet _starts;
    private readonly BlockSet _named;
    private readonly long _start;
    private readonly long _end;

    private HeapCheck(long start, long limit, long end)
    {
        _starts = new BlockSet(start, limit);
        _named = new BlockSet(start, limit);
        _start = WalkedTo = start;
        _end = end;
    }

    /// <summary>How far the heap could be walked: every block before is known.</summary>
    public long WalkedTo { get; private set; }

    /// <summary>Bytes in the blocks that were walked over.</summary>
    public long Bytes => WalkedTo - _start;

    /// <summary>Blocks that were walked over.</summary>
    public long Blocks => _starts.Count;

    /// <summary>Blocks that something names.</summary>
    public long LiveBlocks => _named.Count;

    /// <summary>Bytes in them.</summary>
    public long LiveBytes { get; private set; }

    /// <summary>Walks; O(blocks).</summary>
    public static HeapCheck Run(StoreImage image, RegionAreas areas, VerifyOptions options, FindingList findings, CancellationToken cancellation)
    {
        // If that is damaged, to the end of the file: zeros are blocks too.
        long end = image.At<long>(HeaderLayout.HeapEndOffset);
        if (end < areas.Heap || end > image.Length || end % BlockLayout.Alignment != 0)
            end = Math.Max(areas.Heap, image.Length & -BlockLayout.Alignment);
        long limit = Math.Min(end, areas.Heap + (Math.Min(options.MaximumBytes, image.Length) & -BlockLayout.Alignment));
        var heap = new HeapCheck(areas.Heap, limit, end);
        heap.Walk(image, limit, options, findings, cancellation);
        return heap;
    }

    /// <summary>Where the heap ends, walked over or not.</summary>
    public long End => _end;

    /// <summary>Whether a block begins there. One at which the walk ended does, though its header does not say where it ends.</summary>
    public bool Begins(long block) => (_starts.IsPossible(block) && _starts.Contains(block)) || (block == WalkedTo && block < _end);

    /// <summary>Whether a block can begin there: the heap was walked so far, and one does; or it was not.</summary>
    public bool CanBegin(long block) => block < WalkedTo ? Begins(block) : block < _end && block % BlockLayout.Alignment == 0;

    /// <summary>The blocks that were walked over.</summary>
    public IEnumerable<ImageBlock> Walk(StoreImage image)
    {
        ImageBlock block;
        for (long offset = _start; offset < WalkedTo; offset += block.Size)
        {
            block = ImageBlock.Read(image, offset);

            // Somebody may have written there since.
            if (!block.HasSize)
                yield break;
            yield return block;
        }
    }

    /// <summary>Notes that a word names a block.</summary>
    /// <returns>False when another one names it too.</returns>
    public bool Name(ImageBlock block)
    {
        if (!_named.IsPossible(block.Offset))
            return true;
        if (!_named.Add(block.Offset))
            return false;
        LiveBytes += block.HasSize ? block.Size : 0;
        return true;
    }

    /// <summary>Whether a word that was looked at names a block.</summary>
    public bool IsNamed(ImageBlock block) => _named.IsPossible(block.Offset) && _named.Contains(block.Offset);

    private void Walk(StoreImage image, long limit, VerifyOptions options, FindingList findings, CancellationToken cancellation)
    {
        while (WalkedTo < limit)
        {
            if (Blocks == options.MaximumBlocks)
            {
                findings.Stop($"the first {Blocks} blocks were looked at, up to {WalkedTo}; the heap ends at {_end}");
                return;
            }

            cancellation.ThrowIfCancellationRequested();
            var block = ImageBlock.Read(image, WalkedTo);
            if (!block.HasSize || block.Size > _end - WalkedTo)
            {
                findings.Damage(
                    StoreArea.Heap, WalkedTo, null, $"the block is of size class {block.Meta.SizeClass}, which does not fit before the end of the heap at {_end}: what follows it cannot be told");
                return;
            }

            if (block.Version is < 0 or > HeaderLayout.MaximumCommit)
                findings.Damage(StoreArea.Block, WalkedTo, null, $"the block is of version {block.Version}, outside 0 to {HeaderLayout.MaximumCommit}");
            if (!block.Meta.CanStandAt(WalkedTo))
                findings.Damage(StoreArea.Block, WalkedTo, null, $"an index block of kind {(int)block.Meta.Kind} at an offset that is {WalkedTo % IndexLayout.Alignment} beyond a multiple of {IndexLayout.Alignment}");
            _starts.Add(WalkedTo);
            WalkedTo += block.Size;
        }

        if (limit < _end)
            findings.Stop($"the heap has {_end - _start} bytes, of which the first {Bytes} were looked at");
    }
}
