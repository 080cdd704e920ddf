using System.Runtime.Intrinsics.X86;

namespace ShmStore.Store.Maps;

/// <summary>Begins to load memory that will be needed soon, so that the misses of several look-ups overlap. Does nothing where .NET has no instruction for it.</summary>
internal static unsafe class Prefetch
{
    /// <summary>Bytes of a block that <see cref="Block"/> begins to load.</summary>
    public const int BlockBytes = 128;

    private const int Line64 = 64;

    /// <summary>Begins to load one cache line.</summary>
    public static void Line(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    /// <summary>Begins to load the header, the key and the first members of a block.</summary>
    public static void Block(byte* block)
    {
        Line(block);
        Line(block + Line64);
    }
}
