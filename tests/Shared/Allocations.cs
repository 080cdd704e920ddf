namespace ShmStore.Tests;

/// <summary>Measures what code allocates.</summary>
internal static class Allocations
{
    public static void AssertNone(Func<long> action)
    {
        // Generic code is compiled, and pooled buffers are rented, in the first rounds.
        for (int i = 0; i < 3; i++)
            action();
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
