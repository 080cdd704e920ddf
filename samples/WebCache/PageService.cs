using Microsoft.Extensions.Caching.Distributed;

namespace WebCache;

/// <summary>Serves pages from a cache, whatever that is, and makes those that are not there.</summary>
internal sealed class PageService(IDistributedCache cache)
{
    private static readonly DistributedCacheEntryOptions ForMinutes = new() { SlidingExpiration = TimeSpan.FromMinutes(1), AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(10) };

    /// <summary>A page.</summary>
    public async Task<byte[]> GetAsync(int number)
    {
        string key = Pages.KeyOf(number);
        if (await cache.GetAsync(key) is { } cached)
            return cached;
        byte[] made = Pages.Make(number);
        await cache.SetAsync(key, made, ForMinutes);
        return made;
    }
}
