namespace ShmStore.Store.Maps;

/// <summary>What an entry of a map is set to.</summary>
/// <param name="bytes">A whole document.</param>
/// <param name="fixedPrefix">Bytes of it that are canonical for its type.</param>
/// <param name="orderedTail">Variable members that follow in declared order.</param>
/// <param name="expiry">When the entry expires; <see cref="Maps.Expiry.Never"/> if it does not.</param>
/// <param name="block">Offset of the block that it stands in; 0 for none.</param>
internal readonly ref struct EntryDocument(ReadOnlySpan<byte> bytes, int fixedPrefix, int orderedTail, long expiry, long block = 0)
{
    /// <summary>A whole document.</summary>
    public readonly ReadOnlySpan<byte> Bytes = bytes;

    /// <summary>Bytes of it that are canonical for its type.</summary>
    public readonly int FixedPrefix = fixedPrefix;

    /// <summary>Variable members that follow in declared order.</summary>
    public readonly int OrderedTail = orderedTail;

    /// <summary>When the entry expires; <see cref="Maps.Expiry.Never"/> if it does not.</summary>
    public readonly long Expiry = expiry;

    /// <summary>Offset of the block that it stands in; 0 for none.</summary>
    public readonly long Block = block;
}
