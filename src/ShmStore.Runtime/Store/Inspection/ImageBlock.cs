using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ShmStore.Layout;

namespace ShmStore.Store.Inspection;

/// <summary>One block of an image: its header, and where its parts are. What it says has been checked only where a member says so.</summary>
/// <param name="Offset">Where it is.</param>
/// <param name="Version">Its version.</param>
/// <param name="Length">Bytes of its document.</param>
/// <param name="Meta">Its meta word.</param>
internal readonly record struct ImageBlock(long Offset, long Version, uint Length, BlockMeta Meta)
{
    /// <summary>Whether the size class is one that exists.</summary>
    public bool HasSize => Meta.SizeClass < SizeClasses.Count;

    /// <summary>Bytes of the block; only if <see cref="HasSize"/>.</summary>
    public int Size => Meta.BlockSize;

    /// <summary>Reads the header of a block.</summary>
    public static ImageBlock Read(StoreImage image, long offset) =>
        new(offset, image.At<long>(offset + BlockLayout.VersionOffset), image.At<uint>(offset + BlockLayout.LengthOffset), new BlockMeta(image.At<uint>(offset + BlockLayout.MetaOffset)));

    /// <summary>Reads the whole block, header included.</summary>
    /// <returns>Null when its size is none or not all of it is there.</returns>
    public byte[]? ReadAll(StoreImage image)
    {
        if (!HasSize || Offset > image.Length - Size)
            return null;
        byte[] bytes = new byte[Size];
        return image.TryRead(Offset, bytes) ? bytes : null;
    }

    /// <summary>The part of the block that holds the entry's key, which ends where its document begins.</summary>
    /// <param name="bytes">The whole block.</param>
    /// <param name="map">Number of the map's key.</param>
    /// <param name="key">The key.</param>
    /// <param name="expiry">When it expires; null if it does not.</param>
    /// <param name="document">Where the document begins, from the block's start.</param>
    /// <returns>False when the key does not fit into the block.</returns>
    public static bool TryGetKey(byte[] bytes, out int map, [NotNullWhen(true)] out byte[]? key, out long? expiry, out int document)
    {
        map = document = 0;
        key = null;
        expiry = null;
        if (bytes.Length < BlockLayout.HeaderLength + EntryLayout.PrologueLength)
            return false;
        uint word = MemoryMarshal.Read<uint>(bytes.AsSpan(BlockLayout.HeaderLength));
        map = EntryLayout.Map(word);
        int start = BlockLayout.HeaderLength + EntryLayout.BytesBeforeKey(word);
        document = start + EntryLayout.KeyLength(word);
        if (document > bytes.Length)
            return false;
        key = bytes[start..document];
        if ((word & EntryLayout.ExpiresFlag) != 0)
            expiry = MemoryMarshal.Read<long>(bytes.AsSpan(BlockLayout.HeaderLength + EntryLayout.PrologueLength));
        return true;
    }

    /// <summary>What is wrong with the header of a block that a word names; null when nothing is.</summary>
    /// <param name="bytesBeforeDocument">Bytes in front of the document, the header included.</param>
    public string? Problem(int bytesBeforeDocument) =>
        Version is <= 0 or > HeaderLayout.MaximumCommit ? $"the block is of version {Version}, and blocks in use have 1 to {HeaderLayout.MaximumCommit}"
        : !HasSize ? $"the block is of size class {Meta.SizeClass}, and there are {SizeClasses.Count}"
        : Length > Size - bytesBeforeDocument || Length > BlockLayout.MaximumDocument ? $"the block of {Size} bytes has {bytesBeforeDocument} before its document, which is said to have {Length}"
        : null;

    /// <summary>As <see cref="Problem"/>, for a block that holds a document, which none of an index does.</summary>
    /// <param name="bytesBeforeDocument">Bytes in front of the document, the header included.</param>
    public string? DocumentProblem(int bytesBeforeDocument) => Problem(bytesBeforeDocument) ?? (Meta.IsIndex ? "the block is one of an index" : null);
}
