using System.Runtime.InteropServices;

namespace ShmStore.Steps.Writers;

/// <summary>Tells whoever steps this process through where the operation begins and ends.</summary>
internal static partial class Marks
{
    private const int UserSignal = 10;

    /// <summary>The operation begins or ends here. The tracer kills the process at the end.</summary>
    public static void Set() => _ = Raise(UserSignal);

    [LibraryImport("libc", EntryPoint = "raise")]
    private static partial int Raise(int signal);
}
