using ShmStore.Benchmarks.Contenders.Keyed;
using ShmStore.Benchmarks.Measuring;

namespace ShmStore.Benchmarks.Workloads.Keyed;

/// <summary>The tables of keyed workloads.</summary>
internal static class KeyedTables
{
    /// <summary>With a thousand objects, which caches hold.</summary>
    public static IReadOnlyList<KeyedTable> Thousand { get; } =
    [
        new(new ReadingOne(), Dictionary(0.6), Lmdb(10), Redis(100)),
        new(new ReadingDependent()),
        new(new ReadingMany()),
        new(new Materialising()),
        new(new Enumerating()),
        new(new Updating(), Dictionary(0.8) with { BytesAtMost = 0 }, Faster(3), Lmdb(10)),
        new(new UpdatingOneMember()),
        new(new Inserting()),
        new(new Removing()),
    ];

    /// <summary>With a million objects, which caches do not hold.</summary>
    public static IReadOnlyList<KeyedTable> Million { get; } =
    [
        new(new ReadingOne(), Dictionary(0.5), Lmdb(5), Faster(1), Redis(100)),
        new(new ReadingDependent(), Dictionary(0.75), Faster(1)),
        new(new ReadingMany(), Dictionary(0.15), Faster(1)),
        new(new Materialising(), Dictionary(0.7), Faster(1)),
        new(new Enumerating(), Faster(1)),
        new(new Updating(), Dictionary(0.8) with { BytesAtMost = 0 }, Faster(1), Lmdb(10)),
        new(new UpdatingOneMember(), Faster(1)),
        new(new Inserting(), Faster(1)),
        new(new Removing(), Faster(1)),
    ];

    /// <summary>With ten million objects.</summary>
    public static IReadOnlyList<KeyedTable> TenMillion { get; } =
    [
        new(new ReadingOne(), Dictionary(0.5), Lmdb(5), Faster(1)),
        new(new ReadingDependent(), Dictionary(0.75), Faster(1)),
        new(new ReadingMany(), Dictionary(0.15), Faster(1)),
        new(new Materialising(), Dictionary(0.7), Faster(1)),
        new(new Enumerating(), Faster(1)),
        new(new Updating(), Dictionary(0.8) with { BytesAtMost = 0 }, Faster(1)),
        new(new UpdatingOneMember(), Faster(1)),
        new(new Inserting(), Faster(1)),
        new(new Removing(), Faster(1)),
    ];

    private static Target Dictionary(double atMost) => new(ShmStoreMap.Name, atMost, DictionaryStore.Name);

    private static Target Lmdb(double times) => new(ShmStoreMap.Name, 1 / times, LmdbStore.Name);

    private static Target Faster(double times) => new(ShmStoreMap.Name, 1 / times, FasterStore.Name);

    private static Target Redis(double times) => new(ShmStoreMap.Name, 1 / times, RedisStore.Name);
}
