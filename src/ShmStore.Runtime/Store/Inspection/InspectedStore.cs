using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Maps;

namespace ShmStore.Store.Inspection;

/// <summary>One look at an image: what all checks of it share.</summary>
/// <param name="Image">The file.</param>
/// <param name="Areas">Its areas.</param>
/// <param name="Heap">Its blocks.</param>
/// <param name="Findings">What was found.</param>
/// <param name="Cancellation">Ends the look.</param>
internal sealed record InspectedStore(StoreImage Image, RegionAreas Areas, HeapCheck Heap, FindingList Findings, CancellationToken Cancellation)
{
    /// <summary>The words that a commit which was made but not finished will store; empty when there is none.</summary>
    public Dictionary<long, long> Overlay { get; } = [];

    /// <summary>The schema, and how to tell whether documents follow it; null when it could not be read.</summary>
    public TypeCheck? Types { get; set; }

    /// <summary>The schema; null when it could not be read.</summary>
    public StoreSchema? Schema => Types?.Schema;

    /// <summary>Whether the hashes of its keys cannot be told, as <see cref="SeedCheck"/> has found.</summary>
    public bool HasWrongSeeds { get; set; }

    /// <summary>Whether a commit of several keys may be there in part, so that what is counted and what there is need not agree.</summary>
    public bool IsTorn { get; set; }

    /// <summary>Whether its blocks have checksums.</summary>
    public required bool HasChecksums { get; init; }

    /// <summary>How many commits were counted when the look began.</summary>
    public required ulong Commits { get; init; }

    /// <summary>Whether no commit was counted since the look began.</summary>
    public bool IsAsItWas => Image.AtNow<ulong>(HeaderLayout.CommitCounterOffset) == Commits;

    /// <summary>Values that were found.</summary>
    public long Values { get; set; }

    /// <summary>Of the blocks of values that something names, one of the latest commit.</summary>
    public ImageBlock Latest { get; private set; }

    /// <summary>Notes that something names a block that a commit has written.</summary>
    public void NoteCommit(ImageBlock block)
    {
        if (block.Version > Latest.Version && block.Version <= HeaderLayout.MaximumCommit)
            Latest = block;
    }

    /// <summary>A word, as it is when the commit that is being made is finished.</summary>
    public long Load(long word) => Overlay.TryGetValue(word, out long value) ? value : Image.At<long>(word);

    /// <summary>As <see cref="Load"/>, of this moment, whatever was read before.</summary>
    public long LoadNow(long word) => Overlay.TryGetValue(word, out long value) ? value : Image.AtNow<long>(word);

    /// <summary>Whether a block of a document, whose header has no problem, could have been made like this: aligned, and of the smallest class that holds what is in it.</summary>
    /// <param name="block">The block.</param>
    /// <param name="bytesBeforeDocument">Bytes in front of the document, the header included.</param>
    public bool IsPlausible(ImageBlock block, int bytesBeforeDocument) =>
        block.Offset % BlockLayout.Alignment == 0 && SizeClasses.Of(bytesBeforeDocument + (int)block.Length + (HasChecksums ? BlockChecksum.Length : 0)) == block.Meta.SizeClass;

    /// <summary>The hash of a key, which means nothing if <see cref="HasWrongSeeds"/>.</summary>
    public ulong HashOf(ReadOnlySpan<byte> key) => KeyHash.Of(key, Image.At<KeySeed>(HeaderLayout.KeySeedOffset));

    /// <summary>What is wrong with the checksum of a block; null when nothing is, or there are none.</summary>
    /// <param name="word">Offset of the word that names the block.</param>
    /// <param name="bytes">The whole block.</param>
    public string? ChecksumProblem(long word, byte[] bytes)
    {
        if (!HasChecksums)
            return null;
        uint computed = BlockChecksum.Of(word, Areas.Heap, BitConverter.ToInt64(bytes), bytes);
        uint stored = BlockChecksum.In(bytes);
        return computed == stored ? null : $"its checksum is 0x{stored:X8}, and that of its bytes 0x{computed:X8}";
    }
}
