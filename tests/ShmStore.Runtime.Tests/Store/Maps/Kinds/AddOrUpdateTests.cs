using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Adding or updating in one step.</summary>
public sealed class AddOrUpdateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void One_function_is_called_once_and_one_commit_made(MapKind kind)
    {
        using var store = new NumberStore(kind);
        int made = 0, updated = 0;
        for (int i = 1; i <= 5; i++)
        {
            long version = store.Reader.Version;
            Assert.Equal(i, store.Map.AddOrUpdate("a", Make, Update));
            Assert.Equal((1, i - 1, version + 1), (made, updated, store.Reader.Version));
            Assert.Equal(i, store["a"]);
        }

        long? Make(string key)
        {
            Assert.Equal("a", key);
            made++;
            return 1;
        }

        long? Update(long old)
        {
            updated++;
            return old + 1;
        }
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void A_function_that_fails_or_writes_changes_nothing(MapKind kind)
    {
        using var store = new NumberStore(kind);
        string name = kind == MapKind.Typed ? "Texts" : "Documents";
        for (int round = 0; round < 2; round++)
        {
            long version = store.Reader.Version;
            Assert.Throws<FormatException>(() => store.Map.AddOrUpdate("a", static _ => throw new FormatException(), static _ => throw new FormatException()));
            Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => store.Map.AddOrUpdate("a", static _ => null, static _ => null)).Message, StringComparison.Ordinal);
            Assert.Contains("AddOrUpdate", Assert.Throws<InvalidOperationException>(() => store.Map.AddOrUpdate("a", _ => Set(store.Map), _ => Set(store.Map))).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentNullException>("make", () => Add(store, null!, static old => old));
            Assert.Throws<ArgumentNullException>("update", () => Add(store, static _ => 1, null!));
            Assert.Throws<ArgumentNullException>("key", () => store.Map.AddOrUpdate(null!, static _ => 1, static _ => 1));
            Assert.Equal((version, (long?)(round == 0 ? null : 1)), (store.Reader.Version, store["a"]));
            store.Map.Set("a", 1);
        }

        static long? Set(INumberMap map)
        {
            map.Set("b", 1);
            return 2;
        }
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void In_a_commit_it_goes_on_from_what_that_has_written(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Set("removed", 10);
        store.Map.Set("kept", 10);
        foreach (bool completes in (bool[])[false, true])
        {
            using StoreCommit commit = store.Writer.BeginCommit();
            store.Map.Remove("removed");
            foreach (string key in (string[])["new", "removed", "kept"])
            {
                Assert.Equal(key == "kept" ? 11 : 1, store.Map.AddOrUpdate(key, static _ => 1, static old => old + 1));
                Assert.Equal(key == "kept" ? 12 : 2, store.Map.AddOrUpdate(key, static _ => 1, static old => old + 1));
            }

            Assert.Equal((null, 10, 10), (store["new"], store["removed"], store["kept"]));
            if (completes)
                commit.Complete();
        }

        Assert.Equal((2, 2, 12), (store["new"], store["removed"], store["kept"]));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void What_is_added_lives_as_the_map_says_and_what_is_updated_as_it_did_unless_a_time_is_given(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Limits = new MapLimits { TimeToLive = Minute };
        Assert.Equal(1, Add());
        Assert.Equal(Minute, store.LeftOf("a"));
        store.Clock.Advance(20);
        Assert.Equal(2, Add());
        Assert.Equal(Minute - TimeSpan.FromSeconds(20), store.LeftOf("a"));
        Assert.Equal(3, Add(3 * Minute));
        Assert.Equal(3 * Minute, store.LeftOf("a"));
        Assert.Equal(4, Add(Timeout.InfiniteTimeSpan));
        Assert.Equal(5, Add());
        Assert.Equal(Timeout.InfiniteTimeSpan, store.LeftOf("a"));
        Assert.Equal(6, Add(Minute));
        store.Clock.Advance(Minute);

        // Expired: it begins anew.
        Assert.Equal(1, Add(2 * Minute));
        Assert.Equal(2 * Minute, store.LeftOf("a"));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => store.Map.AddOrUpdate("a", static _ => throw new FormatException(), static _ => throw new FormatException(), TimeSpan.Zero));

        long Add(TimeSpan? time = null) => store.Map.AddOrUpdate("a", static _ => 1, static old => old + 1, time);
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void Bounds_hold_and_what_is_updated_stays(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Limits = new MapLimits { MaximumEntries = 10, MaximumBytes = 4000 };
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(1, store.Map.AddOrUpdate($"key:{i}", static _ => 1, static _ => throw new InvalidOperationException("there is none")));
            Assert.Equal(2, store.Map.AddOrUpdate($"key:{i}", static _ => throw new InvalidOperationException("there is one"), static old => old + 1));
            Assert.InRange(store.Map.All.Count, 1, 10);
        }

        // A text of 299 characters, in a map that has less room.
        store.Map.Limits = new MapLimits { MaximumBytes = 300 };
        store.Map.Set("a", 1);
        long version = store.Reader.Version;
        Assert.Throws<ArgumentException>(() => store.Map.AddOrUpdate("a", static _ => 1, static _ => 299));
        Assert.Throws<ArgumentException>(() => store.Map.AddOrUpdate("b", static _ => 299, static _ => 1));
        Assert.Equal((version, 1, null), (store.Reader.Version, store["a"], store["b"]));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void A_full_store_refuses_and_keeps_what_it_has(MapKind kind)
    {
        using var store = new NumberStore(kind, 1024 * 1024);
        int count = 0;
        try
        {
            while (count < 1_000_000)
            {
                store.Map.AddOrUpdate($"key:{count}", static _ => 200, static _ => throw new InvalidOperationException("there is none"));
                count++;
            }
        }
        catch (StoreFullException)
        {
            Assert.Equal(count, store.Map.All.Count);
        }

        // A larger one has no room, and the old one stands.
        Assert.Throws<StoreFullException>(() => store.Map.AddOrUpdate("key:0", static _ => 0, static _ => 299));
        Assert.Equal((200, count), (store["key:0"], store.Map.All.Count));
    }

    private static long Add(NumberStore store, Func<string, long?>? make, Func<long, long?>? update) => store.Map is TypedNumbers
        ? store.Writer.Texts.AddOrUpdate("a", make is null ? null! : static _ => Sample.Of(1), update is null ? null! : static old => old).Number
        : store.Writer.Documents.AddOrUpdate("a", make is null ? null! : static _ => [], update is null ? null! : static old => old).ElementCount;
}
