using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ShmStore.Memory.Linux;

/// <summary>Sleeping on a 32-bit word in shared memory until somebody wakes those who sleep on it.</summary>
/// <remarks>
/// Not the process-private kind: the kernel finds sleepers by file and offset, so that it works across processes, and on mappings that are read-only. On memory of
/// one process it goes by address.
/// </remarks>
internal static unsafe class Futex
{
    private const uint AllGroups = uint.MaxValue;

    /// <summary>
    /// Sleeps until woken if the word has this value; the kernel compares and goes to sleep in one step. Returns zero, or an error number: the value was
    /// another one, the time is up, or a signal arrived.
    /// </summary>
    /// <param name="word">The word.</param>
    /// <param name="value">What it must be.</param>
    /// <param name="timeout">How long at most.</param>
    /// <param name="groups">A bit for each group that the sleeper belongs to.</param>
    public static int Wait(uint* word, uint value, TimeSpan timeout, uint groups = AllGroups)
    {
        // The kernel asks for the end of that time, by the clock that Stopwatch reads.
        long end = (Stopwatch.GetElapsedTime(0) + timeout).Ticks;
        var time = new TimeSpec
        {
            Seconds = end / TimeSpan.TicksPerSecond,
            Nanoseconds = end % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick,
        };
        nint result = LibC.FutexCall(LibC.FutexNumber, word, LibC.FutexWaitGroups, (nint)value, &time, null, (nint)groups);
        return result == 0 ? 0 : Marshal.GetLastPInvokeError();
    }

    /// <summary>Wakes all who sleep on the word and belong to one of these groups. Returns how many.</summary>
    public static int WakeAll(uint* word, uint groups = AllGroups)
        => (int)LibC.FutexCall(LibC.FutexNumber, word, LibC.FutexWakeGroups, int.MaxValue, null, null, (nint)groups);

    /// <summary>Wakes so many of those who sleep on the word. Returns how many.</summary>
    public static int Wake(uint* word, int count)
        => (int)LibC.FutexCall(LibC.FutexNumber, word, LibC.FutexWake, count, null, null, 0);
}
