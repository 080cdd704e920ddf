namespace ShmStore.Benchmarks.Measuring;

/// <summary>Where results go, so that the compiler can neither remove the work nor put a result on the stack.</summary>
internal static class Sink
{
    private static object? _kept;
    private static long _number;

    /// <summary>The object that was kept last.</summary>
    public static object? Kept => _kept;

    /// <summary>The number that was kept last.</summary>
    public static long Number => Volatile.Read(ref _number);

    /// <summary>Keeps an object that an operation made.</summary>
    public static long Keep(object? value)
    {
        _kept = value;
        return 0;
    }

    /// <summary>Keeps the sum of a batch.</summary>
    public static void Keep(long number) => Volatile.Write(ref _number, number);
}
