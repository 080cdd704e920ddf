using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Atomics;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore.Arm64;

/// <summary>What is inlined into its callers, as methods of their own, so that it has a listing.</summary>
internal static unsafe class HotPaths
{
    /// <summary>One fixed member.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long LoadFixed(Region region, long* slot) => FixedLoad.Try(region, slot, 8, out long value) ? value : 0;

    /// <summary>Three fixed members of one version.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long LoadTuple(Region region, long* slot) =>
        FixedLoad.TryTuple<MemberTriple<long, FirstWord, int, OtherWord, long, FirstWord>, (long First, int Second, long Third)>(region, slot, out (long First, int Second, long Third) values)
            ? values.First + values.Second + values.Third
            : 0;

    /// <summary>A read under a lease.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ReadUnderLease(Region region, long* slot)
    {
        if (!BlockLease.TryBegin(region, slot, out BlockLease lease) || !lease.TryGetDocument(out ReadOnlySpan<byte> document, out _) || document.Length < sizeof(long))
        {
            return 0;
        }

        long value = MemoryMarshal.Read<long>(document);
        return lease.StillStands() ? value : 0;
    }

    /// <summary>An entry that is come upon by who goes through a map.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long VisitUnchanged(MapReader map, in SegmentLease lease, long word, long copied, ReturnedKeys keys)
    {
        var reader = default(MemberTupleReader<MemberSingle<long, FirstWord>, long>);
        return map.TryVisitUnchanged(in lease, 1, word, copied, keys, ref reader, out long bytes, out long value) ? bytes + value : 0;
    }

    /// <summary>Whether a block is still a slot's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Difference(Region region, long* slot, BlockStamp stamp) => BlockLease.Difference(region, slot, stamp);

    /// <summary>A block that is taken out of the hands of its readers, and then written.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void InvalidateAndWrite(byte* block, long value)
    {
        var header = new BlockHeader(block);
        header.Invalidate();
        *(long*)header.Document = value;
    }

    /// <summary>Records that are written into a ring before they count.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long StageRecords(ChangeRing ring, ReadOnlySpan<ChangeRecord> records) => ring.Stage(records);

    /// <summary>Records that are copied from a ring.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool CopyRecords(ChangeRing ring, long position, Span<ChangeRecord> records) => ring.TryCopy(position, records);

    /// <summary>Loads an atomic.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ReadAtomic(AtomicWord<long> word) => word.Read();

    /// <summary>Changes an atomic.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long ChangeAtomic(AtomicWord<long> word, long value, long expected) => word.CompareExchange(value, expected);

    /// <summary>A member behind the document's length.</summary>
    internal readonly struct FirstWord : ISharedMember<long>
    {
        public static bool TryLoad(FixedBytes bytes, out long value) => bytes.TryLoad<long, long, Int64Codec>(8, out value);

        public static long Read(DocumentView document) => 0;
    }

    /// <summary>A member further on.</summary>
    internal readonly struct OtherWord : ISharedMember<int>
    {
        public static bool TryLoad(FixedBytes bytes, out int value) => bytes.TryLoad<int, int, Int32Codec>(24, out value);

        public static int Read(DocumentView document) => 0;
    }
}
