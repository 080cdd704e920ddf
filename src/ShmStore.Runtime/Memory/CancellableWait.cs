namespace ShmStore.Memory;

/// <summary>The waits of one thread, one after the other, on a channel: they can be cancelled, once and for ever, without ending those of others.</summary>
/// <remarks>
/// <code>
/// waiter                                      who cancels
///   W1  inside = 1                              C1  cancelled = 1
///       (a full fence)                              (a full fence)
///   W2  if cancelled: W4                        C2  while inside: wake the waiter
///   W3  sleep
///   W4  inside = 0
/// </code>
/// <para>
/// Each side stores a word and then loads the other's, and the fences keep both from missing the other's store. If W2 sees the cancellation, the waiter does not sleep. If it does not, C2 sees the
/// waiter inside, and wakes it until it is not: a wake-up between W2 and W3 finds nobody asleep, and the next one, or one of the next, finds it. C2 ends, whatever other waiters do: a waiter
/// that is woken comes to W4, and if it comes again, W2 sends it back, because the cancellation is not taken back.
/// </para>
/// </remarks>
internal sealed class CancellableWait
{
    /// <summary>The group of all waits that are not of this kind.</summary>
    public const uint OtherGroup = 1u << CancellableGroups;

    private const int CancellableGroups = 31;

    private static int _made;

    private int _inside;
    private int _cancelled;

    /// <summary>
    /// One bit. Channels that can wake a part of those who sleep wake those of a group, so that cancelling one wait of many wakes few others: groups are given out in turn.
    /// </summary>
    public uint Group { get; } = 1u << (int)((uint)Interlocked.Increment(ref _made) % CancellableGroups);

    /// <summary>True once the waits are cancelled.</summary>
    public bool IsCancelled => Volatile.Read(ref _cancelled) != 0;

    /// <summary>True while the waiter is asleep, or may be about to.</summary>
    public bool IsInside => Volatile.Read(ref _inside) != 0;

    /// <summary>W1 and W2. The waiter calls <see cref="Leave"/> afterwards in any case.</summary>
    /// <returns>False if the waiter must not sleep.</returns>
    public bool TryEnter()
    {
        Interlocked.Exchange(ref _inside, 1);
        return !IsCancelled;
    }

    /// <summary>W4.</summary>
    public void Leave() => Volatile.Write(ref _inside, 0);

    /// <summary>C1. Whoever cancels does C2 afterwards.</summary>
    public void NoteCancelled() => Interlocked.Exchange(ref _cancelled, 1);
}
