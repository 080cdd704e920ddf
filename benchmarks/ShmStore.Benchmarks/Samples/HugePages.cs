namespace ShmStore.Benchmarks.Samples;

/// <summary>Who gets large pages from the system.</summary>
internal static class HugePages
{
    private const string Setting = "/sys/kernel/mm/transparent_hugepage/enabled";

    /// <summary><c>always</c>: every large allocation; <c>madvise</c>: who asks for them, which the managed heap does not; <c>never</c>; or <c>unknown</c>.</summary>
    public static string Mode
    {
        get
        {
            // All modes, that which holds in brackets.
            string modes = File.Exists(Setting) ? File.ReadAllText(Setting) : "";
            return modes.Split(['[', ']']) is [_, var mode, _] ? mode : "unknown";
        }
    }
}
