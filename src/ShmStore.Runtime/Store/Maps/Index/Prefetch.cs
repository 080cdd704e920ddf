using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ShmStore.Store.Maps;

/// <summary>Begins to load memory that will be needed soon, so that the misses of several look-ups overlap. Does nothing where .NET has no instruction for it.</summary>
internal static unsafe class Prefetch
{
    private const int LineLength = 64;

    /// <summary>Begins to load one cache line.</summary>
    public static void Line(void* address)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(address);
    }

    /// <summary>Begins to load what is read of a block. It may run past the region: an address that cannot be loaded is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Block<TExtent>(byte* block)
        where TExtent : struct, IBlockExtent
    {
        Line(block);
        Behind<TExtent>(block);
    }

    /// <summary>Begins to load what is read of a block behind its first line, which is being loaded already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Behind<TExtent>(byte* block)
        where TExtent : struct, IBlockExtent
    {
        for (int line = 1; line < TExtent.Lines; line++)
            Line(block + (line * LineLength));
    }
}
