namespace ShmStore.Memory.Linux;

/// <summary>
/// A barrier that one process issues for the threads of others: whoever is running in a process that takes part executes a full memory barrier while the call lasts, and whoever is not running has
/// executed one when it was suspended. It makes the rare side of a protocol pay for the fence of the frequent side.
/// </summary>
/// <remarks>The kernel's <c>membarrier</c>, its expedited global kind (Linux 4.16). A sandbox may refuse it; both sides then find out for themselves, see <see cref="FutexWaitChannel"/>.</remarks>
internal static class GlobalBarrier
{
    /// <summary>This process takes part: barriers that others issue reach its threads.</summary>
    public static readonly bool ReachesThisProcess = LibC.MemoryBarrier(LibC.MemoryBarrierNumber, LibC.RegisterGlobalExpedited, 0) == 0;

    /// <summary>Issues one, which is a full barrier of the calling thread too. False when the kernel refuses, and nothing has happened.</summary>
    public static bool TryIssue() => LibC.MemoryBarrier(LibC.MemoryBarrierNumber, LibC.GlobalExpedited, 0) == 0;
}
