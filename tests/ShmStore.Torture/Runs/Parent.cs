using System.Globalization;
using System.Runtime.InteropServices;

namespace ShmStore.Torture.Runs;

/// <summary>What a child does so as not to outlive the run that started it, however that ends.</summary>
internal static partial class Parent
{
    /// <summary>Environment variable with the process id of the run; not set for a command that was started by hand.</summary>
    public const string Variable = "SHMSTORE_TORTURE_PARENT";

    private const int SetParentDeathSignal = 1;

    /// <summary>
    /// Lets the kernel kill this process when the thread ends that started it, which is the first one of the run. Unlike the end of a pipe that also ends a process that is stopped.
    /// </summary>
    public static void DieWith()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } parent)
            return;
        if (Control(SetParentDeathSignal, Writers.Signal.Kill, 0, 0, 0) != 0)
            throw new InvalidOperationException("prctl(PR_SET_PDEATHSIG) failed.");

        // It may have ended before.
        if (GetParent() != int.Parse(parent, CultureInfo.InvariantCulture))
            Environment.Exit(1);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
