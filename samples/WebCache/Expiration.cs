using Microsoft.Extensions.Caching.Distributed;

namespace WebCache;

/// <summary>How long values live: some time after their last use, up to a fixed end, both or neither.</summary>
/// <remarks>
/// A value with a sliding time is written with twice that, and renewed by a use that finds less than the sliding time left. So it always lives for the sliding time after its last use, for less than twice that, and is written once in a
/// sliding time at most, however often it is read.
/// </remarks>
/// <param name="SlidingMilliseconds">How long a value lives after its last use; 0 if use does not count.</param>
/// <param name="EndMilliseconds">When it ends, in milliseconds since 1970-01-01 UTC, or <see cref="Never"/>.</param>
internal readonly record struct Expiration(long SlidingMilliseconds, long EndMilliseconds)
{
    /// <summary>The end of what has none.</summary>
    public const long Never = long.MaxValue;

    /// <summary>What the options of a value say, when it is set now.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would have ended already.</exception>
    public static Expiration Of(DistributedCacheEntryOptions options, DateTimeOffset now)
    {
        DateTimeOffset end = options.AbsoluteExpiration ?? DateTimeOffset.MaxValue;
        if (end <= now)
            throw new ArgumentOutOfRangeException(nameof(options), end, "The absolute expiration is over.");
        if (options.AbsoluteExpirationRelativeToNow is { } time && time < end - now)
            end = now + time;
        return new Expiration(RoundUp(options.SlidingExpiration ?? TimeSpan.Zero), end == DateTimeOffset.MaxValue ? Never : now.ToUnixTimeMilliseconds() + RoundUp(end - now));
    }

    /// <summary>How long a value lives that is written now; <see cref="Timeout.InfiniteTimeSpan"/> for ever, and zero or less if it has ended.</summary>
    public TimeSpan TimeToLive(DateTimeOffset now)
    {
        long toEnd = EndMilliseconds == Never ? Never : EndMilliseconds - now.ToUnixTimeMilliseconds();
        long sliding = SlidingMilliseconds == 0 ? Never : SlidingMilliseconds * 2;
        long time = Math.Min(toEnd, sliding);
        return time == Never ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(time);
    }

    /// <summary>Whether a use renews a value.</summary>
    /// <param name="left">How long it lives otherwise.</param>
    /// <param name="now">The time, not earlier than when that was asked.</param>
    /// <param name="time">How long it lives then.</param>
    public bool TryRenew(TimeSpan left, DateTimeOffset now, out TimeSpan time)
    {
        time = TimeToLive(now);

        // Near its end it cannot live any longer: it is not written for nothing.
        return SlidingMilliseconds > 0 && left.TotalMilliseconds < SlidingMilliseconds && time > left;
    }

    // Not a moment less than was asked for. Half of the largest time, so that twice of it is a time.
    private static long RoundUp(TimeSpan time) => (long)Math.Ceiling(Math.Min(time.TotalMilliseconds, TimeSpan.MaxValue.TotalMilliseconds / 4));
}
