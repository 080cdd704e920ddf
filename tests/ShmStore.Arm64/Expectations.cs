namespace ShmStore.Arm64;

/// <summary>The barriers that docs/concurrency.md asks for, method by method.</summary>
internal static class Expectations
{
    private const string Acquire = "ldar |ldapr |ldapur ";
    private const string Release = "stlr ";
    private const string StoreBarrier = "dmb ish(st)?$";
    private const string FullFence = "dmb ish$";

    // Not to the stack.
    private const string StoreToMemory = @"st(r|p|ur)\w* .*\[x";

    /// <summary>What the product must have.</summary>
    public static IReadOnlyList<Expectation> Product { get; } =
    [
        new("HotPaths:LoadFixed(") { ReadsUnderVersion = true },
        new("HotPaths:LoadTuple(") { ReadsUnderVersion = true },
        new("HotPaths:ReadUnderLease(") { ReadsUnderVersion = true },
        new("MapReader:TryFindShort[") { ReadsUnderVersion = true },
        new("MapReader:TryFindBytes[") { ReadsUnderVersion = true },
        new("MapReader:EndFindMembers[") { ReadsUnderVersion = true },
        new("HotPaths:VisitUnchanged(", Acquire, @"ldr w\d+, \[x\d+, #0x10\]", Acquire, Acquire, "bl .*:Note", "bl .*:TryRead"),
        new("MapReader:TryRead[", "dmb ishld|dmb ish$", "ldr x"),
        new("SegmentProbe:Check(") { ReadsUnderVersion = true },
        new("SegmentLease:StillStands(", "dmb ishld|dmb ish$", Acquire, "ldr ", Acquire, "ldr "),
        new("HotPaths:Difference(", Acquire, Acquire, Acquire),
        new("HotPaths:InvalidateAndWrite(", "str xzr,", "!" + StoreToMemory, StoreBarrier, StoreToMemory),
        new("BlockHeap:TryAllocate(", "str xzr,", StoreBarrier),
        new("CommitWriter:Allocate(", "str xzr,", StoreBarrier),
        new("CommitWriter:StageCopy(", @"str xzr, \[x", "!" + StoreToMemory, StoreBarrier, @"str w\d+, \[x"),
        new("CommitWriter:Publish(", Release, Release, Release),
        new("CommitWriter:Count(", Release),
        new("CommitWriter:StoreAll(", Release, Release, Release, Release, "bl .*:Count", Release),
        new("MapIndex:Commit(", "!" + Release, @"str x\d+, \[x", StoreBarrier, Release, StoreBarrier, Release, Release, Release, Release, Release),
        new("MapIndex:Clear(", "bl .*:CopyCacheState", @"str x\d+, \[x", @"str x\d+, \[x", StoreBarrier, "bl? .*:PublishRoot"),
        new("CommitWriter:PublishRoot(", Release, StoreBarrier, @"blr x\d+", "bl .*:Count"),
        new("IndexGrowth:Redirect(", Release),
        new("IndexGrowth:Replace(", "bl .*:Redirect", StoreBarrier, "bl? .*:(FreeIndex|ClearIndex)"),
        new("IndexGrowth:TryReplaceRoot(", Release, StoreBarrier, "bl? .*:(FreeIndex|ClearIndex)"),
        new("IndexGrowth:Shrink(", Release, StoreBarrier, "bl? .*:(FreeIndex|ClearIndex)"),
        new("RecoveredHeap:EmptyFreeIndexBlocks(", StoreBarrier, "bl .*:ClearIndex"),
        new("SnapshotScope:StillStands(long", Acquire, Acquire),
        new("CommitOverlay:AwaitNone(", Acquire),
        new("FutexWaitChannel:Signal(", FullFence, Acquire, Release),
        new("FutexWaitChannel:Block(", Acquire, FullFence, Acquire, "bl .*Futex:Wait"),
        new("ChangeRing:Stage(", StoreBarrier, StoreToMemory),
        new("ChangeRing:get_Oldest(", Acquire),
        new("HotPaths:CopyRecords(", @"ldp q\d+, q\d+, \[x", "dmb ishld|dmb ish$", "bl .*:get_Oldest"),
        new("AtomicWord`1[long]:Read(", Acquire),
        new("AtomicWord`1[long]:CompareExchange(", "ldaxr ", "stlxr ", FullFence, "ldaxr x", "stlxr ", FullFence),
    ];

    /// <summary>What must be reported as missing.</summary>
    public static IReadOnlyList<Expectation> Controls { get; } =
    [
        new("Controls:ReadWithoutBarrier(") { ReadsUnderVersion = true },
        new("Controls:ReadBeforeVersion(") { ReadsUnderVersion = true },
        new("Controls:InvalidateByRelease(", "st(l)?r xzr,", "!" + StoreToMemory, StoreBarrier, StoreToMemory),
        new("Controls:InvalidateTooLate(", "str xzr,", "!" + StoreToMemory, StoreBarrier),
        new("Controls:PublishPlainly(", Release, Release),
        new("Controls:SignalWithoutFence(", FullFence, Acquire),
        new("Controls:CopyRecordsWithoutBarrier(", @"ldp q\d+, q\d+, \[x", "dmb ishld|dmb ish$", Acquire),
    ];
}
