namespace ShmStore.TestHost.Samples;

/// <summary>What every one of several writers does to the same keys at the same time, by every kind of conditional write; what comes out is known if no update is lost.</summary>
public static class SampleCounting
{
    private const string Shared = "shared";
    private const string Made = "made by whoever is first";

    private static readonly StoreOptions Options = new() { Writers = WriterMode.Several, MaximumSize = 1L << 28 };
    private static readonly int[] Lengths = [16, 300, 40, 2000];

    /// <summary>Makes the two stores, with every counter at zero.</summary>
    public static void Create(string path)
    {
        using var entries = SampleWriter.Open(path, Options);
        foreach (SharedEntryWriter<Sample> entry in entries.Entries)
            entry.Set(Sample.Of(0));
        using var maps = MapStoreWriter.Open(MapsOf(path), Options);
        maps.Texts.Set(Shared, Sample.Of(0));
    }

    /// <summary>Attaches as one of several writers and runs so many rounds.</summary>
    /// <returns>How many entries it was the first to add.</returns>
    public static int Run(string path, int rounds)
    {
        using var entries = SampleWriter.Open(path, Options);
        using var maps = MapStoreWriter.Open(MapsOf(path), Options);
        int added = 0;
        for (int round = 0; round < rounds; round++)
        {
            entries.A.Update(Next);
            while (!TryAddOne(entries.B))
            {
            }

            using (StoreCommit commit = entries.BeginCommit())
            {
                entries.C.Update(Next);
                entries.D.Update(Next);
                commit.Complete();
            }

            entries.Count.Update(1, static (value, one) => value + one);
            maps.Texts.Update(Shared, Next);
            maps.Texts.AddOrUpdate(Made, static _ => Sample.Of(1), Next);
            added += maps.Numbers.TryAdd(round, Sample.Of(round)) ? 1 : 0;
        }

        return added;
    }

    /// <summary>What is wrong after so many writers have run so many rounds each; null when nothing is.</summary>
    public static string? Check(string path, int writers, int rounds)
    {
        using var entries = SampleStore.Open(path);
        using var maps = MapStore.Open(MapsOf(path));
        long expected = (long)writers * rounds;
        long[] counts = [.. entries.Entries.Select(static entry => entry.Value.Number), entries.Count.Value, maps.Texts[Shared].Value.Number, maps.Texts[Made].Value.Number];
        return Array.TrueForAll(counts, count => count == expected) && maps.Numbers.Count == rounds
            ? null
            : $"{string.Join(", ", counts)} instead of {expected}, {maps.Numbers.Count} entries instead of {rounds}";
    }

    private static string MapsOf(string path) => path + "-maps";

    private static Sample Next(Sample value) => Sample.Of(value.Number + 1, Lengths[(value.Number + 1) % Lengths.Length]);

    private static bool TryAddOne(SharedEntryWriter<Sample> entry) => entry.TryGet(out Sample? value, out long version) && entry.TrySet(Next(value), version);
}
