using System.Diagnostics;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using WebCache;

namespace ShmStore.Samples.Tests;

/// <summary>The distributed cache of the sample. In one class, one after the other: they listen to the same meters.</summary>
public sealed class WebCacheTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shmstore");
    private readonly SteppedClock _clock = new();
    private readonly SharedCache _cache;

    public WebCacheTests() => _cache = Open();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(_folder.FullName, "cache");

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Values_are_those_of_all_who_share_the_store()
    {
        using SharedCache other = Open();
        await _cache.SetAsync("a", [1, 2], new DistributedCacheEntryOptions(), Stop);
        Assert.True(await other.GetAsync("a", Stop) is [1, 2]);
        other.Set("a", [], new DistributedCacheEntryOptions());
        Assert.True(_cache.Get("a") is []);
        await other.RemoveAsync("a", Stop);
        Assert.Null(await _cache.GetAsync("a", Stop));
        await _cache.RefreshAsync("a", Stop);
        Assert.Throws<ArgumentNullException>(() => _cache.Get(null!));
        Assert.Throws<ArgumentNullException>(() => _cache.Set("a", null!, new DistributedCacheEntryOptions()));
    }

    [Fact]
    public void Without_a_time_a_value_stays()
    {
        Set(new DistributedCacheEntryOptions());
        _clock.Advance(1e9);
        Assert.True(IsThere());
        Set(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.MaxValue, AbsoluteExpirationRelativeToNow = TimeSpan.MaxValue });
        _clock.Advance(1e9);
        Assert.True(IsThere());
    }

    [Fact]
    public void It_ends_at_the_earlier_of_two_ends_whatever_its_use()
    {
        Set(new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(10), AbsoluteExpiration = _clock.Now.AddSeconds(20) });
        AssertEndsAfter(10);
        Set(new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(20), AbsoluteExpiration = _clock.Now.AddSeconds(10) });
        AssertEndsAfter(10);
        Assert.Throws<ArgumentOutOfRangeException>("options", () => Set(new DistributedCacheEntryOptions { AbsoluteExpiration = _clock.Now }));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(4.9)]
    [InlineData(5.1)]
    [InlineData(9.9)]
    public void With_a_sliding_time_it_lives_for_all_of_that_after_its_last_use(double between)
    {
        for (int uses = 0; uses < 40; uses++)
        {
            Set(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(10) });
            for (int i = 0; i < uses; i++)
            {
                _clock.Advance(between);
                Assert.True(IsThere());
            }

            _clock.Advance(9.999);
            Assert.True(IsThere());
            _clock.Advance(20);
            Assert.False(IsThere());
        }
    }

    [Fact]
    public void Reading_writes_once_in_a_sliding_time_at_most()
    {
        using UntypedStore store = UntypedStore.Open(Store);
        Set(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(10) });
        long version = store.Version;
        for (int i = 0; i < 1000; i++)
        {
            _clock.Advance(0.1);
            Assert.True(IsThere());
        }

        Assert.InRange(store.Version - version, 5, 10);
    }

    [Fact]
    public void Use_prolongs_it_up_to_its_end_and_writes_nothing_in_vain()
    {
        using UntypedStore store = UntypedStore.Open(Store);
        long version = store.Version;
        Set(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(10), AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(25) });
        for (int i = 0; i < 249; i++)
        {
            _clock.Advance(0.1);
            Assert.True(IsThere());
        }

        Assert.Equal(2, store.Version - version);
        _clock.Advance(0.2);
        Assert.False(IsThere());
    }

    [Fact]
    public void Refreshing_is_a_use_and_no_hit()
    {
        using var totals = new MeterTotals();
        Set(new DistributedCacheEntryOptions { SlidingExpiration = TimeSpan.FromSeconds(10) });
        _clock.Advance(11);
        _cache.Refresh("key");
        _clock.Advance(10);
        Assert.Equal(0, totals[CacheMeter.Hits]);
        Assert.True(IsThere());
        Assert.Null(_cache.Get("other"));
        Assert.Null(_cache.Get("another"));
        Assert.Equal((1, 2, 1), (totals[CacheMeter.Hits], totals[CacheMeter.Misses], totals[CacheMeter.Entries]));
    }

    [Fact]
    public void It_keeps_within_its_bytes()
    {
        using var totals = new MeterTotals();
        for (int i = 0; i < 2000; i++)
            _cache.Set($"key {i}", new byte[1000], new DistributedCacheEntryOptions());
        Assert.InRange(totals[CacheMeter.Bytes], 1 << 19, 1 << 20);
        Assert.Equal(2000, totals[CacheMeter.Entries] + totals[CacheMeter.Evictions]);
        Assert.Equal(_cache.Statistics, new MapStatistics(totals[CacheMeter.Entries], totals[CacheMeter.Bytes], totals[CacheMeter.Evictions]));
    }

    [Fact]
    public void A_service_gets_it_as_its_distributed_cache()
    {
        var services = new ServiceCollection();
        services.AddSharedCache(Store, new SharedCacheOptions { MaximumBytes = 1 << 20, TimeProvider = _clock });
        Set(new DistributedCacheEntryOptions());
        using var provider = new Singletons(services);
        var cache = (IDistributedCache)provider.GetService(typeof(IDistributedCache))!;
        Assert.Same(cache, provider.GetService(typeof(SharedCache)));
        Assert.True(cache.Get("key") is [7]);
    }

    [Fact]
    public async Task The_program_has_processes_that_share_pages()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SharedCache).Assembly.Location]) { RedirectStandardOutput = true };
        using Process program = Process.Start(start)!;
        string output = await program.StandardOutput.ReadToEndAsync(Stop);
        await program.WaitForExitAsync(Stop);
        Assert.Equal(0, program.ExitCode);
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(5, lines.Length);
        Assert.All(lines[1..4], static line => Assert.Matches("^process [123] +50,000 +[0-9,]+ +[0-9,]+ +0\r?$", line));
        Assert.Matches("^in the cache: [0-9,]+ of 5,000 pages, [0-9,]+ bytes; [0-9,]+ were evicted\r?$", lines[4]);
    }

    private SharedCache Open() => new(Store, new SharedCacheOptions { MaximumBytes = 1 << 20, TimeProvider = _clock });

    private void Set(DistributedCacheEntryOptions options) => _cache.Set("key", [7], options);

    private bool IsThere() => _cache.Get("key") is [7];

    private void AssertEndsAfter(double seconds)
    {
        _clock.Advance(seconds - 0.001);
        Assert.True(IsThere());
        _clock.Advance(0.002);
        Assert.False(IsThere());
    }

    /// <summary>As much of a container as is needed.</summary>
    private sealed class Singletons(ServiceCollection services) : IServiceProvider, IDisposable
    {
        private readonly Dictionary<Type, object> _made = [];

        public object? GetService(Type serviceType)
        {
            if (!_made.TryGetValue(serviceType, out object? made))
                _made.Add(serviceType, made = services.Single(service => service.ServiceType == serviceType).ImplementationFactory!(this));
            return made;
        }

        public void Dispose()
        {
            foreach (IDisposable made in _made.Values.OfType<IDisposable>())
                made.Dispose();
        }
    }
}
