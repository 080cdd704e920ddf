namespace ShmStore.Store.Maps;

/// <summary>When entries expire: milliseconds since 1970-01-01 UTC, so that it means the same in every process and after a restart.</summary>
internal static class Expiry
{
    /// <summary>Of entries that do not expire.</summary>
    public const long Never = 0;

    /// <summary>The time now.</summary>
    public static long Now(TimeProvider clock) => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>When an entry expires that is set now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static long After(TimeProvider clock, TimeSpan timeToLive)
    {
        Check(timeToLive, nameof(timeToLive));
        if (timeToLive == Timeout.InfiniteTimeSpan)
            return Never;

        // Not a moment less than was asked for, and at least 1: 0 means never.
        long now = Ticks(clock);
        long end = now > 0 && long.MaxValue - now < timeToLive.Ticks ? long.MaxValue : now + timeToLive.Ticks;
        long milliseconds = Math.DivRem(end, TimeSpan.TicksPerMillisecond, out long rest);
        return Math.Max(1, milliseconds + (rest > 0 ? 1 : 0));
    }

    /// <summary>How long an entry lives that has not expired: <see cref="Timeout.InfiniteTimeSpan"/> for ever, and zero if it has.</summary>
    public static TimeSpan Left(TimeProvider clock, long expiry)
    {
        if (expiry == Never)
            return Timeout.InfiniteTimeSpan;

        // Not by milliseconds again: that would make it longer once more. Of a store that somebody has damaged the expiry may be any number.
        Int128 left = ((Int128)expiry * TimeSpan.TicksPerMillisecond) - Ticks(clock);
        return TimeSpan.FromTicks((long)Int128.Clamp(left, 0, TimeSpan.MaxValue.Ticks));
    }

    /// <summary>Refuses what is no time to live. Null is allowed: no time of its own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is zero or negative, and not <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    public static void Check(TimeSpan? timeToLive, string name)
    {
        if (timeToLive <= TimeSpan.Zero && timeToLive != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, timeToLive, "An entry lives for some time, or for ever with Timeout.InfiniteTimeSpan.");
    }

    private static long Ticks(TimeProvider clock) => clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
}
