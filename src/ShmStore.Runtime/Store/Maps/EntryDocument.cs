using ShmStore.Layout;

namespace ShmStore.Store.Maps;

/// <summary>What an entry of a map is set to.</summary>
/// <param name="bytes">A whole document.</param>
/// <param name="meta">What is known of it; nothing else of the word counts.</param>
/// <param name="expiry">When the entry expires; <see cref="Maps.Expiry.Never"/> if it does not.</param>
/// <param name="block">Offset of the block that it stands in; 0 for none.</param>
internal readonly ref struct EntryDocument(ReadOnlySpan<byte> bytes, BlockMeta meta, long expiry, long block = 0)
{
    /// <summary>A whole document.</summary>
    public readonly ReadOnlySpan<byte> Bytes = bytes;

    /// <summary>What is known of it; nothing else of the word counts.</summary>
    public readonly BlockMeta Meta = meta;

    /// <summary>When the entry expires; <see cref="Maps.Expiry.Never"/> if it does not.</summary>
    public readonly long Expiry = expiry;

    /// <summary>Offset of the block that it stands in; 0 for none.</summary>
    public readonly long Block = block;
}
