using ShmStore.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Hostile;

/// <summary>
/// Uses a <see cref="MapStore"/> in every way there is. Whatever its bytes are, each use ends with a result or one of the exceptions that are declared.
/// </summary>
internal static class EveryUse
{
    private const int Keys = 12;
    private const int EndlessEntries = 1_000_000;

    private static readonly OpenOptions Bounded = new() { MaximumReadAttempts = 20 };

    /// <summary>Attaches as a reader and reads everything.</summary>
    public static void Read(string path)
    {
        Try(() =>
        {
            using var store = new MapStore(StoreAttachment.OpenReader(MapStore.Schema, path, Bounded));
            ReadAll(store);
        });
        Try(() =>
        {
            using var store = UntypedStore.Open(path, Bounded);
            ReadUntyped(store);
        });
    }

    /// <summary>Reads everything.</summary>
    public static void ReadAll(MapStore store)
    {
        Try(() => _ = store.Beside.Value);
        Try(() => store.Beside.ReadView<Sample.View, int>(static view => view.Text.Length));
        Try(() => store.Beside.GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, false));
        Try(() => store.Beside.Read(SampleFields.Number, SampleFields.Half));
        Try(() => store.Beside.ToExtendedJson());
        Try(() => _ = (store.Version, store.Beside.Version, store.Beside.HasValue, store.Statistics));
        Try(() => _ = (store.Texts.Count, store.Texts.Version, store.Numbers.Count));
        for (int i = 0; i < Keys; i++)
        {
            int key = i;
            Try(() => _ = store.Texts.TryGetValue($"t{key}", out _));
            Try(() => store.Numbers.ReadView<Sample.View, long>(key, static view => view.Number));
            Try(() => _ = store.Numbers[key].GetRaw());
            Try(() => store.Numbers[key].Read(SampleFields.Half, SampleFields.Number, SampleFields.Half, SampleFields.Number));
        }

        Try(() => store.Numbers.GetMany([0, 1, 2, 3, 99], new Sample?[5]));
        Try(() => store.Texts.ReadMany(["t0", "t1", "text2", "a longer text", "none"], new (long, double)[5], SampleFields.Number, SampleFields.Half));
        Try(() => store.Numbers.ReadMany([0, 1, 2, 3, 99], new long[5], SampleFields.Number, new bool[5]));
        Try(() => _ = store.Texts.ReadValues(SampleFields.Half).Take(EndlessEntries).Sum());
        Try(() => Count(store.Texts));
        Try(() => Count(store.Numbers));
        Try(() => store.Export());
        Try(() => store.Snapshot(static snapshot => (snapshot.Beside.HasValue, snapshot.Texts.Count, snapshot.Numbers.TryGetValue(1, out _))));
    }

    // Whatever the schema says that stands in the store.
    private static void ReadUntyped(UntypedStore store)
    {
        Try(() => store.Export());
        foreach (UntypedKey key in store.Keys)
        {
            if (key.Kind is StoreKeyKind.Map or StoreKeyKind.DocumentMap)
                Try(() => _ = (store.Map(key.Name).Count, store.Map(key.Name).Take(EndlessEntries).Count()));
            else if (key.Kind == StoreKeyKind.Atomic)
                Try(() => store.Atomic(key.Name));
            else
                Try(() => _ = store.Document(key.Name).Value);
        }
    }

    /// <summary>Looks at the memory, makes a copy, takes snapshots, and waits for changes and follows them for a moment.</summary>
    public static void Observe(MapStore store, string path)
    {
        Try(() => store.GetHeapReport());
        Try(() => store.Backup(path + ".observed", overwrite: true));
        Try(() => store.Snapshot(static snapshot => (snapshot.Texts.TryGetValue("t1", out _), snapshot.Texts.ContainsKey("none"), SumOf(snapshot.Numbers))));
        using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        Try(() => Finish(store.WaitForChangeAsync(store.Version, moment.Token)));
        Try(() => Finish(store.Texts.WaitForEntryAsync("none", 0, moment.Token)));
        Try(() => Finish(Follow(store.Texts, null, moment.Token)));
        Try(() => Finish(Follow(store.Numbers, 1, moment.Token)));
    }

    private static async Task Follow<TKey>(SharedMap<TKey, Sample> map, long? since, CancellationToken cancellationToken)
        where TKey : notnull
    {
        int count = 0;
        await foreach (MapChange<TKey, Sample> _ in map.WatchAsync(since, cancellationToken))
        {
            if (++count > EndlessEntries)
                throw new NotSupportedException("The changes have no end.");
        }
    }

    // Numbers may be any: a sum of Linq is checked.
    private static long SumOf(SharedMap<int, Sample> numbers) => numbers.Aggregate(0L, static (sum, pair) => unchecked(sum + pair.Value.Number));

    private static void Finish(Task task)
    {
        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            // The moment is over.
        }
    }

    /// <summary>Checks the file; that throws nothing but what the file system does.</summary>
    public static StoreReport Verify(string path) => SharedStoreFile.Verify(path);

    /// <summary>Attaches as a writer, changes everything and backs it up. The file is of no use afterwards.</summary>
    public static void Write(string path) => Try(() =>
    {
        using var store = new MapStoreWriter(StoreAttachment.CreateWriter(MapStore.Schema, path, new StoreOptions { Mode = StoreMode.Open, MaximumReadAttempts = 20 }));
        Try(() => store.Beside.Set(Sample.Of(5)));
        Try(() => store.Texts.Set("t1", Sample.Of(6, 30)));
        Try(() => store.Texts.Set("new", Sample.Of(7)));
        Try(() => store.Numbers.Remove(3));
        Try(() =>
        {
            using StoreCommit commit = store.BeginCommit();
            store.Numbers.Set(1, Sample.Of(8));
            store.Texts.Set("other", Sample.Of(9));
            store.Beside.Clear();
            commit.Complete();
        });
        using (MapStore reader = store.OpenReader())
            Try(() => _ = reader.Texts.TryGetValue("new", out _));
        string backup = path + ".backup";
        Try(() => store.Backup(backup));
        File.Delete(backup);
        Try(() =>
        {
            using StoreCommit commit = store.BeginCommit();
            store.Numbers.Clear();
            store.Texts.Clear();
        });
        Try(() => store.Numbers.RemoveExpired());
        Try(() => store.Texts.Clear());
        Try(() => store.Numbers.Clear());
        Try(store.Flush);
    });

    /// <summary>Repairs the file, and if that succeeds, asserts that it is sound then.</summary>
    public static void Repair(string path)
    {
        bool repaired = false;
        Try(() =>
        {
            SharedStoreFile.Repair(path);
            repaired = true;
        });
        if (repaired && SharedStoreFile.Verify(path) is { IsSound: false } report)
            throw new NotSupportedException($"Repaired, and not sound: {report}");
        Try(() =>
        {
            // Of another schema perhaps, if that was what was garbled.
            using var store = new MapStoreWriter(StoreAttachment.CreateWriter(MapStore.Schema, path, new StoreOptions { Mode = StoreMode.Open }));
            store.Texts.Set("new", Sample.Of(7));
        });
    }

    private static void Try(Action use)
    {
        try
        {
            use();
        }
        catch (Exception exception) when (IsDeclared(exception))
        {
        }
    }

    private static bool IsDeclared(Exception exception) =>
        exception is SharedStoreException or IOException or BsonFormatException or KeyNotFoundException
        || (exception is InvalidOperationException && exception.Message.EndsWith("has no value.", StringComparison.Ordinal));

    private static void Count<TKey>(SharedMap<TKey, Sample> map)
        where TKey : notnull
    {
        int count = 0;
        foreach (KeyValuePair<TKey, Sample> _ in map)
        {
            if (++count > EndlessEntries)
                throw new NotSupportedException("The map has no end.");
        }
    }
}
