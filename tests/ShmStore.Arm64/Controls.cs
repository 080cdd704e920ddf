using System.Runtime.CompilerServices;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Arm64;

/// <summary>Hot paths with one barrier left out each. x64 runs them without an error; their listings for arm64 must be reported.</summary>
internal static unsafe class Controls
{
    /// <summary>The last look at the version without a barrier before it: the data may be loaded after it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ReadWithoutBarrier(Region region, long* slot)
    {
        byte* block = region.Origin + Volatile.Read(ref *slot);
        var header = new BlockHeader(block);
        long version = Volatile.Read(ref header.Version);
        if (version == 0 || Volatile.Read(ref *slot) != block - region.Origin)
        {
            return 0;
        }

        long value = *(long*)header.Document;
        return Volatile.Read(ref header.Version) == version ? value : 0;
    }

    /// <summary>Data that is loaded before the version.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ReadBeforeVersion(Region region, long* slot)
    {
        byte* block = region.Origin + Volatile.Read(ref *slot);
        var header = new BlockHeader(block);
        long value = *(long*)header.Document;
        long version = Volatile.Read(ref header.Version);
        if (version == 0 || Volatile.Read(ref *slot) != block - region.Origin)
        {
            return 0;
        }

        Volatile.ReadBarrier();
        return header.Version == version ? value : 0;
    }

    /// <summary>The version set to 0 by a release store, which orders only what came before it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void InvalidateByRelease(byte* block, long value)
    {
        var header = new BlockHeader(block);
        Volatile.Write(ref header.Version, 0);
        *(long*)header.Document = value;
    }

    /// <summary>The barrier behind the first store of what is written, not in front of it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void InvalidateTooLate(byte* block, long value)
    {
        var header = new BlockHeader(block);
        header.Version = 0;
        *(long*)header.Document = value;
        Volatile.WriteBarrier();
        *((long*)header.Document + 1) = value;
    }

    /// <summary>A word published by a plain store.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void PublishPlainly(byte* block, long* slot, long version)
    {
        new BlockHeader(block).Version = version;
        *slot = (long)block;
    }

    /// <summary>Looks at the announcement without a full fence behind the counter, which the caller has stored.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool SignalWithoutFence(ulong* announced, ulong last) => Volatile.Read(ref *announced) > last;

    /// <summary>Records of a ring that are copied, with a look at what was claimed that may come before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool CopyRecordsWithoutBarrier(byte* ring, long position, Span<ChangeRecord> records)
    {
        for (int i = 0; i < records.Length; i++)
        {
            records[i] = *(ChangeRecord*)(ring + RingLayout.RecordAt(position + i));
        }

        return Volatile.Read(ref *(long*)(ring + RingLayout.ClaimedOffset)) - RingLayout.Records <= position;
    }
}
