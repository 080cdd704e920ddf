namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>What a write gives an entry for a time, and what becomes of the time that it had.</summary>
public sealed class EntryTimesTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<MapKind, string> Writes
    {
        get
        {
            var writes = new TheoryData<MapKind, string>();
            foreach (MapKind kind in Enum.GetValues<MapKind>())
            {
                foreach (string name in (string[])["Set", "TrySet", "SetMany", "SetRaw", "SetExtendedJson", "Update", "TryUpdate", "AddOrUpdate"])
                    writes.Add(kind, name);
            }

            return writes;
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public void With_a_time_it_lives_for_that(MapKind kind, string write)
    {
        using var store = new NumberStore(kind);
        foreach (TimeSpan? limit in (TimeSpan?[])[null, 7 * Minute])
        {
            store.Map.Limits = new MapLimits { TimeToLive = limit };
            store.Map.Set("a", 1, Minute);
            Write(store.Map, write, 2 * Minute);
            Assert.Equal((2, 2 * Minute), (store["a"], store.LeftOf("a")));
            store.Clock.Advance(Minute);
            Assert.Equal((2, Minute), (store["a"], store.LeftOf("a")));
            Write(store.Map, write, Timeout.InfiniteTimeSpan);
            Assert.Equal(Timeout.InfiniteTimeSpan, store.LeftOf("a"));
            Write(store.Map, write, TimeSpan.FromTicks(1));
            Assert.Equal(TimeSpan.FromMilliseconds(1), store.LeftOf("a"));
            store.Clock.Advance(Minute);
            Assert.Null(store["a"]);
        }

        long version = store.Reader.Version;
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Write(store.Map, write, TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Write(store.Map, write, -Minute));
        Assert.Equal(version, store.Reader.Version);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public void Without_one_an_update_keeps_it_and_the_others_give_that_of_the_map(MapKind kind, string write)
    {
        using var store = new NumberStore(kind);
        bool keeps = write.Contains("Update", StringComparison.Ordinal);
        store.Map.Set("a", 1, Minute);
        store.Clock.Advance(20);
        Write(store.Map, write, null);
        Assert.Equal((2, keeps ? TimeSpan.FromSeconds(40) : Timeout.InfiniteTimeSpan), (store["a"], store.LeftOf("a")));
        store.Map.Limits = new MapLimits { TimeToLive = 3 * Minute };
        Write(store.Map, write, null);
        Assert.Equal(keeps ? TimeSpan.FromSeconds(40) : 3 * Minute, store.LeftOf("a"));
    }

    [Theory]
    [InlineData(MapKind.Typed, false)]
    [InlineData(MapKind.Typed, true)]
    [InlineData(MapKind.Schemaless, false)]
    [InlineData(MapKind.Schemaless, true)]
    public void Whoever_writes_on_a_condition_is_told_the_version_that_is_there(MapKind kind, bool isTimed)
    {
        using var store = new NumberStore(kind);
        TimeSpan? time = isTimed ? Minute : null;
        Assert.False(store.Map.TrySet("a", 1, 5, out long present, time));
        Assert.Equal(0, present);
        Assert.True(store.Map.TryAdd("a", 1, out long added, time));
        Assert.False(store.Map.TryAdd("a", 2, out present, time));
        Assert.Equal((added, 1), (present, store["a"]));
        Assert.False(store.Map.TrySet("a", 2, added + 1, out present, time));
        Assert.Equal((added, 1), (present, store["a"]));
        Assert.True(store.Map.TrySet("a", 2, added, out present, time));
        Assert.Equal((added + 1, 2), (present, store["a"]));
        Assert.Equal(store.Reader.Version, present);
        Assert.Equal(time ?? Timeout.InfiniteTimeSpan, store.LeftOf("a"));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void Each_of_many_lives_from_when_it_is_set(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.SetMany(Numbers(), Minute);
        Assert.Equal((TimeSpan.FromSeconds(30), Minute), (store.LeftOf("a"), store.LeftOf("b")));
        Assert.Equal((1, 2), (store["a"], store["b"]));
        store.Clock.Advance(30);
        Assert.Equal((null, 2), (store["a"], store["b"]));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => store.Map.SetMany([new("c", 1)], TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => store.Map.SetMany([], TimeSpan.Zero));

        IEnumerable<KeyValuePair<string, long>> Numbers()
        {
            yield return new("a", 1);
            store.Clock.Advance(30);
            yield return new("b", 2);
        }
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void A_function_is_not_called_for_a_time_that_is_none(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Set("a", 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Map.Update("a", static _ => throw new FormatException(), TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.Map.TryUpdate("a", static _ => throw new FormatException(), out _, TimeSpan.Zero));
        Assert.False(store.Map.TryUpdate("b", static _ => throw new FormatException(), out _, Minute));
        Assert.Throws<KeyNotFoundException>(() => store.Map.Update("b", static _ => throw new FormatException(), Minute));
    }

    // Two more under the key, whichever way.
    private static void Write(INumberMap map, string write, TimeSpan? time)
    {
        switch (write)
        {
            case "Set":
                map.Set("a", 2, time);
                break;
            case "TrySet":
                map.TryGet("a", out _, out long version);
                Assert.True(map.TrySet("a", 2, version, time));
                break;
            case "SetMany":
                map.SetMany([new("a", 2)], time);
                break;
            case "SetRaw":
                map.SetRaw("a", 2, time);
                break;
            case "SetExtendedJson":
                map.SetExtendedJson("a", 2, time);
                break;
            case "Update":
                map.Update("a", static _ => 2, time);
                break;
            case "TryUpdate":
                Assert.True(map.TryUpdate("a", static _ => 2, out _, time));
                break;
            default:
                map.AddOrUpdate("a", static _ => 2, static _ => 2, time);
                break;
        }
    }
}
