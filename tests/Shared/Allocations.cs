namespace ShmStore.Tests;

/// <summary>Measures what code allocates.</summary>
internal static class Allocations
{
    private const int Rounds = 10;

    /// <summary>
    /// Fails if <paramref name="action"/> allocates each time that it runs. What is allocated once is not its own: generic code is compiled, pooled buffers are rented, and the runtime loads
    /// types for code that it compiles anew, on the thread that runs it and whenever it finds it hot.
    /// </summary>
    public static void AssertNone(Func<long> action)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
