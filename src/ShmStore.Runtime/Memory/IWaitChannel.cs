namespace ShmStore.Memory;

/// <summary>Waiting for a counter in shared memory to change, and waking those who wait. All members are thread-safe.</summary>
internal interface IWaitChannel : IDisposable
{
    /// <summary>
    /// Called by the writer after it advanced the counter. Issues the full fence the protocol needs; makes no system call unless somebody has announced to wait.
    /// </summary>
    void Signal();

    /// <summary>
    /// Blocks until the counter differs from <paramref name="seen"/>, <see cref="Interrupt"/> is called, or spuriously. Returns at once if it differs already. A change
    /// between the caller's look at the counter and this call is never lost.
    /// </summary>
    void Wait(ulong seen);

    /// <summary>Makes every <see cref="Wait"/> of this channel return, now and, if none is blocked, the next one.</summary>
    void Interrupt();
}
