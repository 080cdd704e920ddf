using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Keys that are read again and again, among many that are set once, in a map that has room for some of all.</summary>
internal static class HotKeys
{
    /// <summary>Entries that the map has room for.</summary>
    public const int Entries = 200;

    /// <summary>Hot keys.</summary>
    public const int Count = 20;

    /// <summary>The hot key of a number, short or long.</summary>
    public static string KeyOf(int i) => i % 2 == 0 ? $"hot:{i:0000}" : $"a long hot key, of several words: {i}";

    /// <summary>Looks all hot keys up.</summary>
    public static void Read(MapStore reader)
    {
        for (int i = 0; i < Count; i++)
            reader.Texts.ContainsKey(KeyOf(i));
    }

    /// <summary>How many of the hot keys there are.</summary>
    public static int CountIn(SharedMap<string, Sample> map) => map.Keys.Count(static key => key.Contains("hot", StringComparison.Ordinal));

    /// <summary>How many of the hot keys are there after many others were set, by each of the writers in turn, if something is done in between now and then.</summary>
    public static int CountKept(ReadOnlySpan<MapStoreWriter> writers, Action between)
    {
        for (int i = 0; i < Count; i++)
            writers[i % writers.Length].Texts.TryAdd(KeyOf(i), Sample.Of(i));
        for (int i = 0; i < 10 * Entries; i++)
        {
            if (i % 5 == 0)
                between();
            MapStoreWriter writer = writers[i % writers.Length];
            writer.Texts.Set($"cold:{writer.Version}", Sample.Of(i));
        }

        return CountIn(writers[0].Texts);
    }

    /// <summary>Asserts that hot keys were kept. Two keys may share a mark: then the one that is looked at later is evicted as if nobody had read it.</summary>
    public static void AssertKept(int count) => Assert.InRange(count, Count - 4, Count);
}
