using System.Runtime.InteropServices;

namespace ShmStore.Benchmarks.Measuring;

/// <summary>Keeps threads on one processor, so that they neither move between caches nor share one with what runs beside them.</summary>
internal static partial class PinnedThread
{
    /// <summary>The processor of the thread that measures.</summary>
    public const int Measuring = 0;

    /// <summary>The processor of what runs beside it.</summary>
    public static int Beside { get; } = Environment.ProcessorCount > 1 ? 1 : 0;

    /// <summary>Pins the calling thread; elsewhere than on Linux, or where that is not allowed, it stays where the system puts it.</summary>
    public static void Pin(int processor)
    {
        Span<ulong> mask = stackalloc ulong[16];
        mask[processor / 64] = 1UL << (processor % 64);
        Allow(mask);
    }

    /// <summary>Starts something while the calling thread, the one that measures, is not pinned: threads and processes inherit where their creator may run.</summary>
    public static T StartUnpinned<T>(Func<T> start)
    {
        Span<ulong> mask = stackalloc ulong[16];
        mask.Fill(ulong.MaxValue);
        Allow(mask);
        try
        {
            return start();
        }
        finally
        {
            Pin(Measuring);
        }
    }

    private static void Allow(Span<ulong> mask)
    {
        if (OperatingSystem.IsLinux() && SetAffinity(0, (nuint)(mask.Length * sizeof(ulong)), ref MemoryMarshal.GetReference(mask)) != 0)
            Console.Error.WriteLine("A thread could not be pinned to a processor: figures vary more than they would.");
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint length, ref ulong mask);
}
