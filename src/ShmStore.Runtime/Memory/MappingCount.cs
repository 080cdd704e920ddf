namespace ShmStore.Memory;

/// <summary>
/// How many mappings there are: those that are used, and those that nobody can reach, which go when the collector has found out. It does not know that they are scarce (Linux gives a process 65,530 unless
/// <c>vm.max_map_count</c> says otherwise), and where its budget is large it would not look before there are none left for anybody in the process. All members are thread-safe.
/// </summary>
internal static class MappingCount
{
    /// <summary>So many more than there were at the least since the collector was sent, and it is sent again.</summary>
    private const int Step = 4096;

    private static int _count;
    private static int _sendAt = Step;

    /// <summary>Notes one more. Sends the collector, without waiting for it, when it is time.</summary>
    public static void Add()
    {
        int count = Interlocked.Increment(ref _count);
        int sendAt = Volatile.Read(ref _sendAt);
        if (count >= sendAt && Interlocked.CompareExchange(ref _sendAt, count + Step, sendAt) == sendAt)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }

    /// <summary>Notes one less. Called by the thread that finalizes, and by no other.</summary>
    public static void Remove()
    {
        int sendAt = Interlocked.Decrement(ref _count) + Step;
        if (sendAt < Volatile.Read(ref _sendAt))
            Volatile.Write(ref _sendAt, sendAt);
    }
}
