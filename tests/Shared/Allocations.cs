namespace ShmStore.Tests;

/// <summary>Measures what code allocates.</summary>
internal static class Allocations
{
    private const int MostRounds = 12;
    private const int RoundsWithout = 3;

    /// <summary>
    /// Fails unless <paramref name="action"/> comes to run several times in a row without allocating. What is allocated once is not its own: generic code is compiled, pooled buffers are rented, and the runtime loads
    /// types for code that it compiles anew, on the thread that runs it and whenever it finds it hot.
    /// </summary>
    public static void AssertNone(Func<long> action)
    {
        long allocated = 0;
        for (int round = 0, without = 0; round < MostRounds && without < RoundsWithout; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            without = allocated == 0 ? without + 1 : 0;
        }

        Assert.Equal(0, allocated);
    }
}
