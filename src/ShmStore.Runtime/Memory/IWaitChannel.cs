namespace ShmStore.Memory;

/// <summary>Waiting for a counter in shared memory to change, and waking those who wait. All members are thread-safe.</summary>
internal interface IWaitChannel : IDisposable
{
    /// <summary>
    /// Called by the writer after it advanced the counter. Makes no system call unless somebody has announced to wait.
    /// </summary>
    /// <param name="counter">What the caller has advanced the counter to. Less is no mistake, but may cost a system call in vain; more loses wake-ups.</param>
    void Signal(ulong counter);

    /// <summary>How often the channel was interrupted. Whoever can be interrupted notes it before looking at the reason for which that is done. Of a disposed channel, too.</summary>
    long Interruptions { get; }

    /// <summary>
    /// Blocks until the counter differs from <paramref name="seen"/>, the channel has been interrupted again, the wait is cancelled, the time is up, or spuriously. Returns at once if one of these is so
    /// already: a change between the caller's look at the counter and this call is never lost, and neither is an interruption or a cancellation.
    /// </summary>
    /// <param name="seen">The counter as the caller has seen it.</param>
    /// <param name="interruptions"><see cref="Interruptions"/> as the caller has noted them.</param>
    /// <param name="timeout">How long to wait at most; not negative; <see cref="TimeSpan.MaxValue"/> for no limit.</param>
    /// <param name="wait">What the wait can be cancelled by; null for nothing.</param>
    /// <exception cref="ObjectDisposedException">The channel was disposed before the caller noted its interruptions.</exception>
    void Wait(ulong seen, long interruptions, TimeSpan timeout, CancellableWait? wait = null);

    /// <summary>Makes every <see cref="Wait"/> of this channel return for which the interruptions were noted before this call.</summary>
    void Interrupt();

    /// <summary>Makes every <see cref="Wait"/> return for which this was passed, now and later. Others go on, or return spuriously; nobody waits for them.</summary>
    void Cancel(CancellableWait wait);
}
