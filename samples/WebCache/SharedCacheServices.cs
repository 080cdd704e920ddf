using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;

namespace WebCache;

/// <summary>For the start of a service: <c>builder.Services.AddSharedCache("web-cache.shm")</c>.</summary>
public static class SharedCacheServices
{
    /// <summary>Makes a <see cref="SharedCache"/> the distributed cache of a service; the container disposes it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="path">A path, or a bare name in shared memory: the same in all processes that share the cache.</param>
    /// <param name="options">Null for the defaults.</param>
    public static IServiceCollection AddSharedCache(this IServiceCollection services, string path, SharedCacheOptions? options = null)
    {
        services.AddSingleton(_ => new SharedCache(path, options));
        return services.AddSingleton<IDistributedCache>(static provider => provider.GetRequiredService<SharedCache>());
    }
}
