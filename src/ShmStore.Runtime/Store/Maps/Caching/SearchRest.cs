namespace ShmStore.Store.Maps.Caching;

/// <summary>How long a search for expired entries stands that found none.</summary>
/// <param name="longest">Milliseconds at most: one of several writers does not see what the others set.</param>
internal struct SearchRest(long longest)
{
    /// <summary>When it is over, in milliseconds of the store's clock.</summary>
    public long Until { get; private set; }

    /// <summary>Whether it is not over. What is further ahead than the longest one is none: then the clock was set back meanwhile.</summary>
    public readonly bool Lasts(long now) => Until - now > 0 && Until - now <= longest;

    /// <summary>Begins it.</summary>
    /// <param name="now">The time.</param>
    /// <param name="earliest">When the first of those expires that were found; <see cref="long.MaxValue"/> for none.</param>
    public void Begin(long now, long earliest) => Until = Math.Min(earliest, now + longest);

    /// <summary>An entry is set that expires: it is over then at the latest.</summary>
    public void EndBy(long expiry) => Until = Math.Min(Until, expiry);
}
