using System.Runtime.InteropServices;

namespace ShmStore.Torture.Writers;

/// <summary>Signals, on Linux.</summary>
internal static partial class Signal
{
    /// <summary>Ends a process at once.</summary>
    public const int Kill = 9;

    /// <summary>Lets a stopped process go on.</summary>
    public const int Continue = 18;

    /// <summary>Stops a process.</summary>
    public const int Stop = 19;

    /// <summary>Sends a signal.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Send(int process, int signal);

    /// <summary>Sends a signal to this process, and does not return before it has taken effect.</summary>
    public static void SendSelf(int signal)
    {
        _ = Send(Environment.ProcessId, signal);
        if (signal == Kill)
            Thread.Sleep(Timeout.Infinite);
    }
}
