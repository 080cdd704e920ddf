using System.Globalization;
using ShmStore.Benchmarks.HitRates;
using ShmStore.Benchmarks.Reporting;
using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Commands;

/// <summary>Compares how often caches of the same number of entries have what is asked for.</summary>
internal static class HitRateCommand
{
    private const double Scanned = 0.3;

    private static readonly double[] Exponents = [0.8, 0.99, 1.1];
    private static readonly double[] Shares = [0.01, 0.1];

    // How many at a time, in per cent of the entries that the cache has, and how often each is used.
    private static readonly (int Percent, int Uses)[] Sessions = [(50, 3), (50, 10), (80, 2), (90, 10)];

    /// <summary>Runs it.</summary>
    /// <returns>0, or 2 for options that are not understood.</returns>
    public static int Run(IReadOnlyList<string> options)
    {
        if (options is not ([] or ["--quick"]))
            return Usage.Print();
        int keys = options.Count == 0 ? 1_000_000 : 100_000;
        string[] names = [.. Enumerable.Range(0, keys).Select(KeyedItems.KeyOf)];
        List<Row> rows = [];
        string[] caches = [];
        foreach (double exponent in Exponents)
        {
            var requests = new SkewedRequests(keys, exponent);
            foreach (double share in Shares)
            {
                foreach (double scanned in (ReadOnlySpan<double>)[0, Scanned])
                {
                    string title = string.Create(CultureInfo.InvariantCulture, $"Zipf {exponent}, cache of {share:0 %} of the keys{(scanned > 0 ? $", {scanned:0 %} scan" : "")}");
                    Add(title, (int)(keys * share), requests.Take(3 * keys, scanned));
                }
            }
        }

        foreach ((int percent, int uses) in Sessions)
        {
            int entries = keys / 100;
            Add($"sessions, {percent} at a time for 100 entries, each used {uses} times", entries, new SessionRequests(entries * percent / 100, uses).Take(3 * keys));
        }

        Console.WriteLine(new Table($"Hit rate, {keys} keys, {3 * keys} requests, the last two thirds counted, scan left out", ["requests", .. caches], rows));
        return 0;

        void Add(string title, int entries, IEnumerable<int> requests)
        {
            (string Name, double Rate)[] rates = [.. CachesOf(entries).Select(cache => (cache.Name, Measure(cache, names, requests)))];
            caches = [.. rates.Select(static rate => rate.Name)];
            rows.Add(new Row([title, .. rates.Select(static rate => rate.Rate.ToString("0.0 %", CultureInfo.InvariantCulture))], FallsShort: false));
        }
    }

    private static IEnumerable<ICache> CachesOf(int entries) => [new SharedMapCache(entries, 1), new SharedMapCache(entries, 4), new LruCache(entries), new FifoCache(entries), new HeapCache(entries)];

    private static double Measure(ICache cache, string[] names, IEnumerable<int> requests)
    {
        using (cache)
        {
            (long hits, long counted, long made) = (0, 0, 0);
            foreach (int rank in requests)
            {
                bool hit = cache.Request(rank < 0 ? KeyedItems.KeyOf(names.Length + (int)made) : rank < names.Length ? names[rank] : KeyedItems.KeyOf(rank));
                if (++made <= names.Length || rank < 0)
                    continue;
                counted++;
                hits += hit ? 1 : 0;
            }

            return (double)hits / counted;
        }
    }
}
