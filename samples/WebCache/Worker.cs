namespace WebCache;

/// <summary>A process that serves pages.</summary>
internal static class Worker
{
    private const int Requests = 50_000;

    /// <summary>The same for all; smaller than all pages together.</summary>
    public static SharedCacheOptions Options { get; } = new() { MaximumBytes = 1 << 20 };

    /// <summary>Serves, and prints a line of what it has counted.</summary>
    /// <returns>0; 1 if a page was another one than was asked for.</returns>
    public static async Task<int> RunAsync(string path, string name)
    {
        using var totals = new MeterTotals();
        using var cache = new SharedCache(path, Options);
        var service = new PageService(cache);
        int wrong = 0;
        for (int request = 0; request < Requests; request++)
        {
            int number = Pages.Of(request);
            byte[] page = await service.GetAsync(number);
            wrong += page.AsSpan().SequenceEqual(Pages.Make(number)) ? 0 : 1;
        }

        Console.WriteLine($"{name,-10} {Requests,9:N0} {totals[CacheMeter.Hits],9:N0} {totals[CacheMeter.Misses],9:N0} {wrong,6:N0}");
        return wrong == 0 ? 0 : 1;
    }
}
