namespace ShmStore.Store.Maps;

/// <summary>How much of an entry's block is read, so that it is loaded at once instead of line after line.</summary>
internal interface IBlockExtent
{
    /// <summary>Cache lines of 64 bytes from the beginning of the block.</summary>
    static abstract int Lines { get; }
}

/// <summary>The header, the key and the first members.</summary>
internal readonly struct BlockStart : IBlockExtent
{
    /// <inheritdoc/>
    public static int Lines => 2;
}

/// <summary>An object of the usual size, whole.</summary>
internal readonly struct WholeBlock : IBlockExtent
{
    /// <inheritdoc/>
    public static int Lines => 4;
}
