using ShmStore.Bson;
using ShmStore.Store.Maps;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Maps.Caching;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Removing an entry and getting what was there.</summary>
public sealed class TakingTests
{
    [Theory]
    [InlineData(MapKind.Typed, "a")]
    [InlineData(MapKind.Typed, "a key that does not fit into two words")]
    [InlineData(MapKind.Schemaless, "a")]
    public void What_was_there_is_given_once(MapKind kind, string key)
    {
        using var store = new NumberStore(kind);
        long before = store.Reader.Version;
        Assert.False(store.Map.TryRemove(key, out long number));
        Assert.Equal(before, store.Reader.Version);
        store.Map.Set(key, 1);
        store.Map.Set(key, 2);
        long version = store.Reader.Version;
        Assert.True(store.Map.TryRemove(key, out number));
        Assert.Equal((2, version + 1, null), (number, store.Reader.Version, store[key]));
        Assert.False(store.Map.TryRemove(key, out number));
        Assert.Equal((0, version + 1), (number, store.Reader.Version));
        Assert.Throws<ArgumentNullException>(() => store.Map.TryRemove(null!, out _));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void In_a_commit_it_is_what_that_has_written(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Set("a", 1);
        store.Map.Set("b", 2);
        foreach (bool completes in (bool[])[false, true])
        {
            using StoreCommit commit = store.Writer.BeginCommit();
            store.Map.Set("a", 10);
            store.Map.Set("c", 30);
            Assert.Equal((true, 10), (store.Map.TryRemove("a", out long a), a));
            Assert.Equal((true, 2), (store.Map.TryRemove("b", out long b), b));
            Assert.Equal((true, 30), (store.Map.TryRemove("c", out long c), c));
            foreach (string key in (string[])["a", "b", "c", "d"])
                Assert.Equal((false, 0), (store.Map.TryRemove(key, out long none), none));
            Assert.Equal((1, 2), (store["a"], store["b"]));
            if (completes)
                commit.Complete();
        }

        Assert.Empty(store.Map.All);
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void What_has_expired_is_not_given(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Set("a", 1, TimeSpan.FromSeconds(10));
        store.Map.Set("b", 2, TimeSpan.FromSeconds(10));
        store.Clock.Advance(9);
        Assert.True(store.Map.TryRemove("a", out long number));
        Assert.Equal(1, number);
        store.Clock.Advance(1);
        Assert.Equal((false, 0), (store.Map.TryRemove("b", out number), number));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public void What_expires_between_the_look_and_the_removal_is_not_given(MapKind kind)
    {
        int taken = 0, tooLate = 0;
        for (int looks = 0; looks < 8; looks++)
        {
            var clock = new JumpingClock();
            using var writer = BothMapsWriter.Open(null, new StoreOptions { TimeProvider = clock });
            using BothMaps reader = writer.OpenReader();
            INumberMap map = NumberStore.Of(kind, writer, reader);
            map.Set("a", 1, TimeSpan.FromMinutes(1));
            clock.LooksUntilLater = looks;
            bool isThere = map.TryRemove("a", out long number);
            Assert.Equal(isThere ? 1 : 0, number);
            taken += isThere ? 1 : 0;
            tooLate += !isThere && looks > 0 ? 1 : 0;
        }

        // Or it was never between.
        Assert.True(taken > 0 && tooLate > 0);
    }

    [Fact]
    public void An_object_that_cannot_be_read_stays()
    {
        // Another program's, whose type has no such member.
        using var store = new NumberStore(MapKind.Typed);
        store.Writer.Texts.Set("a", Sample.Of(1));
        unsafe
        {
            store.Reader.Texts.Reader.TryFind(new KeyProbe("a"u8, store.Reader.Texts.Reader.Seed), out MapPlace place);
            byte* document = store.Writer.Attachment.Region.Origin + place.Offset + place.DocumentOffset;
            document[Array.IndexOf(store.Reader.Texts["a"].GetRaw(), (byte)'T')] = (byte)'t';
        }

        Assert.Throws<BsonFormatException>(() => store.Writer.Texts.TryRemove("a", out _));
        Assert.Equal(1, store.Reader.Texts.Count);
        Assert.True(store.Writer.Texts.Remove("a"));
    }
}
