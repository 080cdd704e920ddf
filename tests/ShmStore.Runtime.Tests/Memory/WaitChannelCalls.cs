using ShmStore.Memory;

namespace ShmStore.Tests.Memory;

/// <summary>Short forms.</summary>
internal static class WaitChannelCalls
{
    /// <summary>Waits without a limit, and is interrupted only by what comes from now on.</summary>
    public static void Wait(this IWaitChannel channel, ulong seen) => channel.Wait(seen, channel.Interruptions, TimeSpan.MaxValue);
}
