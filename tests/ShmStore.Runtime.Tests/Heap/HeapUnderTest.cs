using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Memory.Linux;

namespace ShmStore.Tests.Heap;

/// <summary>A heap in private memory with the header words it uses, and a model of what is live in it.</summary>
internal sealed unsafe class HeapUnderTest : IDisposable
{
    /// <summary>Offset of the first block.</summary>
    public const long Start = RegionPages.Size;

    private readonly Region _region;
    private readonly long _maximum;

    /// <summary>An empty heap that may grow to so many bytes, header included.</summary>
    public HeapUnderTest(long maximum = 4 * 1024 * 1024)
    {
        _maximum = maximum;
        _region = new LinuxRegionProvider().CreatePrivate(2 * RegionPages.Size, maximum);
        Header.HeapEnd = Start;
        Blocks = new BlockHeap(_region, Start, maximum);
    }

    private HeapUnderTest(HeapUnderTest dead)
    {
        _maximum = dead._maximum;
        _region = new LinuxRegionProvider().CreatePrivate(dead._region.Committed, dead._maximum);
        new ReadOnlySpan<byte>(dead._region.Origin, checked((int)dead._region.Committed)).CopyTo(new Span<byte>(_region.Origin, (int)_region.Committed));
        foreach ((long block, byte[] document) in dead.Live)
            Live.Add(block, document);
        var live = new BlockSet(Start, HeapRecovery.EndOf(_region, Start));
        foreach (long block in Live.Keys)
            live.Add(block);
        (Blocks, HighestVersion, _, _) = HeapRecovery.Recover(_region, Start, _maximum, live);
    }

    /// <summary>The heap.</summary>
    public BlockHeap Blocks { get; private set; }

    /// <summary>What stands in the blocks that slots would name.</summary>
    public Dictionary<long, byte[]> Live { get; } = [];

    /// <summary>The highest version that recovery found.</summary>
    public long HighestVersion { get; }

    /// <summary>Bytes divided into blocks.</summary>
    public long Divided => Header.HeapEnd - Start;

    /// <summary>Bytes usable.</summary>
    public long Committed => _region.Committed;

    /// <summary>The header words.</summary>
    public RegionHeader Header => new(_region);

    /// <summary>What the next writer makes of a copy of the memory as it stands at this instant.</summary>
    public HeapUnderTest Recover() => new(this);

    /// <summary>Allocates and fills a block, as a commit does.</summary>
    public long Store(byte[] document, long version)
    {
        (long block, int sizeClass) = Blocks.Allocate(document.Length);
        Assert.True(Live.TryAdd(block, document), $"The block at {block} was given out twice.");
        BlockHeader header = Blocks.HeaderOf(block);
        Assert.Equal(0, header.Version);
        header.Length = document.Length;
        header.Meta = new BlockMeta(0, sizeClass).Word;
        document.CopyTo(new Span<byte>(header.Document, document.Length));
        header.Version = version;
        return block;
    }

    /// <summary>Gives a block back.</summary>
    public void Release(long block)
    {
        Assert.True(Live.Remove(block));
        Blocks.Free(block);
    }

    /// <summary>Asserts that what is live is as it was written, and that live and free blocks are the whole heap without a gap or an overlap.</summary>
    public void AssertSound()
    {
        long liveBytes = 0;
        foreach ((long block, byte[] document) in Live)
        {
            BlockHeader header = Blocks.HeaderOf(block);
            Assert.True(header.Version > 0);
            Assert.True(new ReadOnlySpan<byte>(header.Document, header.Length).SequenceEqual(document), $"The block at {block} was overwritten.");
            liveBytes += new BlockMeta(header.Meta).BlockSize;
        }

        Assert.Equal(Divided, liveBytes + Blocks.FreeBlockBytes);
        Assert.InRange(Header.HeapEnd, Start, Committed);
        Assert.InRange(Committed, 0, _maximum);
    }

    /// <summary>Takes every free block there is, smallest documents first, and asserts that none overlaps another or a live one. The heap is full after that.</summary>
    public void AssertFreeBlocksAreFree(long version)
    {
        for (int sizeClass = 0; sizeClass < SizeClasses.Count; sizeClass++)
        {
            byte[] document = new byte[SizeClasses.SizeOf(sizeClass) - BlockLayout.HeaderLength];
            Array.Fill(document, (byte)sizeClass);
            while (TryStore(document, version))
            {
            }
        }

        AssertSound();
        long end = Start;
        foreach (long block in Live.Keys.Order())
        {
            Assert.True(block >= end, $"The block at {block} begins before the one before ends at {end}.");
            end = block + new BlockMeta(Blocks.HeaderOf(block).Meta).BlockSize;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _region.Dispose();

    private bool TryStore(byte[] document, long version)
    {
        try
        {
            Store(document, version);
            return true;
        }
        catch (StoreFullException)
        {
            return false;
        }
    }
}
