using System.Globalization;

namespace ShmStore.TestHost.Samples;

/// <summary>What is written to a cache at full speed, and how a reader tells that a value is whole and of its own key.</summary>
public sealed class CacheTraffic(SharedMapWriter<string, Sample> map)
{
    /// <summary>How many entries the cache holds.</summary>
    public const int Entries = 300;

    private const int Keys = 1000;

    private readonly Random _random = new(7);

    /// <summary>The key of a number.</summary>
    public static string KeyOf(long number) => (number % Keys).ToString("key:000000", CultureInfo.InvariantCulture);

    /// <summary>Sets a key that is there or not.</summary>
    public void Write()
    {
        long number = _random.NextInt64(1_000_000);
        map.Set(KeyOf(number), Sample.Of(number, _random.Next(1, 200)));
    }

    /// <summary>Reads until it is told to stop, or something is wrong, or not both were met: keys that are there and keys that are not.</summary>
    /// <param name="map">The map.</param>
    /// <param name="seed">Of the order of the keys.</param>
    /// <param name="stop">Whether to stop.</param>
    /// <param name="expected">The number of the key that a value found under a key must be of: the same, but in controls.</param>
    /// <returns>What is wrong; null for nothing.</returns>
    public static string? Check(SharedMap<string, Sample> map, int seed, Func<bool> stop, Func<int, long> expected)
    {
        var random = new Random(seed);
        long found = 0, missing = 0;
        while (!stop())
        {
            int key = random.Next(Keys);
            if (!map.TryGetValue(KeyOf(key), out Sample? value))
            {
                missing++;
                continue;
            }

            found++;
            if (!value.IsWhole)
                return $"torn: {value}";
            if (value.Number % Keys != expected(key))
                return $"under {key}: {value}";
        }

        return found > 0 && missing > 0 ? null : $"{found} keys were found and {missing} were not: this shows nothing";
    }
}
