using System.Runtime.InteropServices;

namespace ShmStore.Memory.Linux;

/// <summary>Sleeping on a 32-bit word in shared memory until somebody wakes those who sleep on it.</summary>
/// <remarks>
/// Not the process-private kind: the kernel finds sleepers by file and offset, so that it works across processes, and on mappings that are read-only. On memory of
/// one process it goes by address.
/// </remarks>
internal static unsafe class Futex
{
    /// <summary>
    /// Sleeps until woken if the word has this value; the kernel compares and goes to sleep in one step. Returns zero, or an error number: the value was
    /// another one, the time is up, or a signal arrived.
    /// </summary>
    public static int Wait(uint* word, uint value, TimeSpan timeout)
    {
        long ticks = timeout.Ticks;
        var time = new TimeSpec
        {
            Seconds = ticks / TimeSpan.TicksPerSecond,
            Nanoseconds = ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
        };
        nint result = LibC.FutexCall(LibC.FutexNumber, word, LibC.FutexWait, (nint)value, &time, null, 0);
        return result == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>Wakes all who sleep on the word. Returns how many.</summary>
    public static int WakeAll(uint* word) => Wake(word, int.MaxValue);

    /// <summary>Wakes so many of those who sleep on the word. Returns how many.</summary>
    public static int Wake(uint* word, int count)
        => (int)LibC.FutexCall(LibC.FutexNumber, word, LibC.FutexWake, count, null, null, 0);
}
