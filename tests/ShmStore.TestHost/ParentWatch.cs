using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace ShmStore.TestHost;

/// <summary>Ends this process when the one that started it has ended, however that was: a child that writes at full speed would be in the way of all that is tested after it.</summary>
internal static partial class ParentWatch
{
    /// <summary>Environment variable with the process id of the tests; not set for a command that was started by hand.</summary>
    public const string Variable = "SHMSTORE_TEST_PARENT";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks from now on.</summary>
    public static void Begin()
    {
        if (!OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable(Variable) is not { } text)
            return;
        int parent = int.Parse(text, CultureInfo.InvariantCulture);
        var watch = new Thread(() =>
        {
            while (GetParent() == parent)
                Thread.Sleep(Pause);
            Process.GetCurrentProcess().Kill();
        })
        {
            IsBackground = true,
        };
        watch.Start();
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();
}
