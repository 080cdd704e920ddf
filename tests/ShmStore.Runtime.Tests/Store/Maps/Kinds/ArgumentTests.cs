using MongoDB.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Functions that are passed an argument, so that they can be static.</summary>
public sealed class ArgumentTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly NumberStore _typed = new(MapKind.Typed);
    private readonly NumberStore _schemaless = new(MapKind.Schemaless);

    public void Dispose()
    {
        _typed.Dispose();
        _schemaless.Dispose();
    }

    private SharedMapWriter<string, Sample> Texts => _typed.Writer.Texts;

    private SharedDocumentMapWriter<string> Documents => _schemaless.Writer.Documents;

    [Fact]
    public void What_is_missing_is_made_of_key_and_argument_and_what_is_there_is_not()
    {
        Assert.Equal(Sample.Of(3), Texts.GetOrAdd("a", 2, static (key, more) => Sample.Of(key.Length + more)));
        Assert.Equal(Sample.Of(3), Texts.GetOrAdd("a", 2, static (_, _) => throw new FormatException()));
        Assert.Equal(Sample.Of(4), Texts.GetOrAdd("b", 3, static (key, more) => Sample.Of(key.Length + more), Minute));
        Assert.Equal((Timeout.InfiniteTimeSpan, Minute), (_typed.LeftOf("a"), _typed.LeftOf("b")));

        Assert.Equal(Of(3), Documents.GetOrAdd("a", 2, static (key, more) => Of(key.Length + more)));
        Assert.Equal(Of(3), Documents.GetOrAdd("a", 2, static (_, _) => throw new FormatException()));
        Assert.Equal(Of(4), Documents.GetOrAdd("b", 3, static (key, more) => Of(key.Length + more), Minute));
        Assert.Equal((Timeout.InfiniteTimeSpan, Minute), (_schemaless.LeftOf("a"), _schemaless.LeftOf("b")));
    }

    [Fact]
    public void What_is_there_is_updated_with_the_argument_and_lives_as_long_as_it_did()
    {
        Texts.Set("a", Sample.Of(1), Minute);
        Assert.Equal(Sample.Of(6), Texts.Update("a", 5, static (old, more) => Sample.Of(old.Number + more)));
        Assert.True(Texts.TryUpdate("a", 4, static (old, more) => Sample.Of(old.Number + more), out Sample? updated));
        Assert.Equal((Sample.Of(10), Minute), (updated, _typed.LeftOf("a")));
        Assert.False(Texts.TryUpdate("b", 4, static (_, _) => throw new FormatException(), out updated));
        Assert.Null(updated);
        Assert.Throws<KeyNotFoundException>(() => Texts.Update("b", 4, static (_, _) => throw new FormatException()));

        Documents.Set("a", Of(1), Minute);
        Assert.Equal(Of(6), Documents.Update("a", 5, static (old, more) => Of(old["Number"].AsInt32 + more)));
        Assert.True(Documents.TryUpdate("a", 4, static (old, more) => Of(old["Number"].AsInt32 + more), out BsonDocument? document));
        Assert.Equal((Of(10), Minute), (document, _schemaless.LeftOf("a")));
        Assert.False(Documents.TryUpdate("b", 4, static (_, _) => throw new FormatException(), out document));
        Assert.Null(document);
        Assert.Throws<KeyNotFoundException>(() => Documents.Update("b", 4, static (_, _) => throw new FormatException()));
    }

    [Fact]
    public void What_is_updated_with_the_argument_and_a_time_lives_for_that()
    {
        Texts.Set("a", Sample.Of(1));
        Assert.Equal(Sample.Of(6), Texts.Update("a", 5, static (old, more) => Sample.Of(old.Number + more), Minute));
        Assert.Equal(Minute, _typed.LeftOf("a"));
        Assert.True(Texts.TryUpdate("a", 4, static (old, more) => Sample.Of(old.Number + more), 2 * Minute, out Sample? updated));
        Assert.Equal((Sample.Of(10), 2 * Minute), (updated, _typed.LeftOf("a")));
        Assert.False(Texts.TryUpdate("b", 4, static (_, _) => throw new FormatException(), Minute, out updated));
        Assert.Null(updated);
        Assert.Throws<KeyNotFoundException>(() => Texts.Update("b", 4, static (_, _) => throw new FormatException(), Minute));
        Assert.Equal(Sample.Of(3), Texts.AddOrUpdate("b", 2, static (key, more) => Sample.Of(key.Length + more), static (_, _) => throw new FormatException(), 3 * Minute));
        Assert.Equal(Sample.Of(5), Texts.AddOrUpdate("b", 2, static (_, _) => throw new FormatException(), static (old, more) => Sample.Of(old.Number + more), 4 * Minute));
        Assert.Equal(4 * Minute, _typed.LeftOf("b"));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Texts.AddOrUpdate("b", 2, static (_, _) => throw new FormatException(), static (_, _) => throw new FormatException(), TimeSpan.Zero));

        Documents.Set("a", Of(1));
        Assert.Equal(Of(6), Documents.Update("a", 5, static (old, more) => Of(old["Number"].AsInt32 + more), Minute));
        Assert.Equal(Minute, _schemaless.LeftOf("a"));
        Assert.True(Documents.TryUpdate("a", 4, static (old, more) => Of(old["Number"].AsInt32 + more), 2 * Minute, out BsonDocument? document));
        Assert.Equal((Of(10), 2 * Minute), (document, _schemaless.LeftOf("a")));
        Assert.False(Documents.TryUpdate("b", 4, static (_, _) => throw new FormatException(), Minute, out document));
        Assert.Null(document);
        Assert.Throws<KeyNotFoundException>(() => Documents.Update("b", 4, static (_, _) => throw new FormatException(), Minute));
        Assert.Equal(Of(3), Documents.AddOrUpdate("b", 2, static (key, more) => Of(key.Length + more), static (_, _) => throw new FormatException(), 3 * Minute));
        Assert.Equal(Of(5), Documents.AddOrUpdate("b", 2, static (_, _) => throw new FormatException(), static (old, more) => Of(old["Number"].AsInt32 + more), 4 * Minute));
        Assert.Equal(4 * Minute, _schemaless.LeftOf("b"));
        Assert.Throws<ArgumentOutOfRangeException>("timeToLive", () => Documents.AddOrUpdate("b", 2, static (_, _) => throw new FormatException(), static (_, _) => throw new FormatException(), TimeSpan.Zero));
    }

    [Fact]
    public void What_is_missing_is_made_and_what_is_there_updated_by_one_call()
    {
        for (int expected = 3; expected <= 7; expected += 2)
        {
            Assert.Equal(Sample.Of(expected), Texts.AddOrUpdate("a", 2, static (key, more) => Sample.Of(key.Length + more), static (old, more) => Sample.Of(old.Number + more)));
            Assert.Equal(Of(expected), Documents.AddOrUpdate("a", 2, static (key, more) => Of(key.Length + more), static (old, more) => Of(old["Number"].AsInt32 + more)));
        }
    }

    [Fact]
    public void What_returns_null_changes_nothing()
    {
        Texts.Set("a", Sample.Of(1));
        Documents.Set("a", Of(1));
        Assert.Throws<InvalidOperationException>(() => Texts.Update("a", 1, static (_, _) => null!));
        Assert.Throws<InvalidOperationException>(() => Texts.GetOrAdd("b", 1, static (_, _) => null!));
        Assert.Throws<InvalidOperationException>(() => Texts.AddOrUpdate("b", 1, static (_, _) => null!, static (old, _) => old));
        Assert.Throws<InvalidOperationException>(() => Documents.Update("a", 1, static (_, _) => null!));
        Assert.Throws<InvalidOperationException>(() => Documents.GetOrAdd("b", 1, static (_, _) => null!));
        Assert.Throws<InvalidOperationException>(() => Documents.AddOrUpdate("b", 1, static (_, _) => null!, static (old, _) => old));
        Assert.Equal(Sample.Of(1), Assert.Single(Texts.Values));
        Assert.Equal(Of(1), Assert.Single(Documents.Values));
    }

    [Fact]
    public void Functions_are_needed()
    {
        Assert.Throws<ArgumentNullException>("update", () => Texts.Update("a", 1, null!));
        Assert.Throws<ArgumentNullException>("update", () => Documents.Update("a", 1, null!));
        Assert.Throws<ArgumentNullException>("make", () => Texts.GetOrAdd("a", 1, null!));
        Assert.Throws<ArgumentNullException>("make", () => Documents.GetOrAdd("a", 1, null!));
        Assert.Throws<ArgumentNullException>("make", () => Texts.AddOrUpdate("a", 1, null!, static (old, _) => old));
        Assert.Throws<ArgumentNullException>("update", () => Documents.AddOrUpdate("a", 1, static (_, _) => Of(1), null!));
        Assert.Throws<ArgumentNullException>("make", () => Texts.AddOrUpdate("a", 1, null!, static (old, _) => old, Minute));
        Assert.Throws<ArgumentNullException>("update", () => Texts.AddOrUpdate("a", 1, static (_, _) => Sample.Of(1), null!, Minute));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Functions_without_an_argument_are_needed_too_whether_there_is_an_object_or_not(bool isThere)
    {
        if (isThere)
        {
            Texts.Set("a", Sample.Of(1));
            Documents.Set("a", Of(1));
        }

        Assert.Throws<ArgumentNullException>("update", () => Texts.Update("a", null!));
        Assert.Throws<ArgumentNullException>("update", () => Texts.Update("a", null!, Minute));
        Assert.Throws<ArgumentNullException>("update", () => Texts.TryUpdate("a", null!, out _));
        Assert.Throws<ArgumentNullException>("update", () => Texts.TryUpdate("a", null!, Minute, out _));
        Assert.Throws<ArgumentNullException>("update", () => Documents.Update("a", null!));
        Assert.Throws<ArgumentNullException>("update", () => Documents.Update("a", null!, Minute));
        Assert.Throws<ArgumentNullException>("update", () => Documents.TryUpdate("a", null!, out _));
        Assert.Throws<ArgumentNullException>("update", () => Documents.TryUpdate("a", null!, Minute, out _));
    }

    private static BsonDocument Of(int number) => new("Number", number);
}
