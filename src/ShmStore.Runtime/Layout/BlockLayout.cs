namespace ShmStore.Layout;

/// <summary>A heap block: a 16-byte header, then one BSON document.</summary>
/// <remarks>
/// <code>
/// 0        8          12                                16
/// | version | length   | prefix:16 0:8 class:7 index:1   | document …
/// </code>
/// Blocks start at multiples of 16. Version 0 means that the block holds nothing valid: it is being written, or was never used.
/// A length of 0 marks a key that was cleared.
/// </remarks>
internal static class BlockLayout
{
    /// <summary>u64: number of the commit that wrote the block; 0 while it is written.</summary>
    public const int VersionOffset = 0;

    /// <summary>u32: bytes of the document.</summary>
    public const int LengthOffset = 8;

    /// <summary>u32: the meta word, see <see cref="BlockMeta"/>.</summary>
    public const int MetaOffset = 12;

    /// <summary>Length of the header; the document follows.</summary>
    public const int HeaderLength = 16;

    /// <summary>Blocks start and end at multiples of this.</summary>
    public const int Alignment = 16;

    /// <summary>Longest document: 16 MiB.</summary>
    public const int MaximumDocument = 16 * 1024 * 1024;
}
