using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Changing an object or a document under a key that may have no value: <c>TryUpdate</c> and <c>AddOrUpdate</c>.</summary>
public sealed class EntryUpdateTests : IDisposable
{
    private static readonly Func<DocumentView, int> Count = static view => view.Get<int, Int32Codec>("n"u8, true);

    private readonly Market.Writer _writer = Market.CreateWriter();

    public void Dispose() => _writer.Dispose();

    [Fact]
    public void An_update_is_of_what_is_there()
    {
        long before = _writer.Version;
        Assert.Equal((false, default), (_writer.Pair.TryUpdate(static _ => throw new InvalidOperationException(), out Pair updated), updated));
        Assert.Equal((false, default), (_writer.Pair.TryUpdate(3, static (_, _) => throw new InvalidOperationException(), out updated), updated));
        Assert.Equal(before, _writer.Version);
        _writer.Pair.Set(new Pair(1, "a"));
        Assert.Equal((true, new Pair(2, "a")), (_writer.Pair.TryUpdate(static old => old with { Left = old.Left + 1 }, out updated), updated));
        Assert.Equal((true, new Pair(5, "a")), (_writer.Pair.TryUpdate(3, static (old, more) => old with { Left = old.Left + more }, out updated), updated));
        Assert.Equal(new Pair(5, "a"), _writer.Pair.Value);
        _writer.Pair.Clear();
        Assert.False(_writer.Pair.TryUpdate(static old => old, out _));
        Assert.Throws<InvalidOperationException>(() => _writer.Pair.Update(static old => old));
        Assert.Throws<InvalidOperationException>(() => _writer.Pair.Update(3, static (old, _) => old));
    }

    [Fact]
    public void What_is_missing_is_made()
    {
        Assert.Equal(new Pair(1, "made"), _writer.Pair.AddOrUpdate(static () => new Pair(1, "made"), static _ => throw new InvalidOperationException()));
        Assert.Equal(new Pair(2, "made"), _writer.Pair.AddOrUpdate(static () => throw new InvalidOperationException(), static old => old with { Left = old.Left + 1 }));
        _writer.Pair.Clear();
        for (int i = 0; i < 2; i++)
            _writer.Pair.AddOrUpdate(10, static start => new Pair(start, "again"), static (old, more) => old with { Left = old.Left + more });
        Assert.Equal(new Pair(20, "again"), _writer.Pair.Value);
    }

    [Fact]
    public void Null_and_errors_change_nothing()
    {
        long before = _writer.Version;
        Assert.Throws<InvalidOperationException>(() => _writer.Primary.AddOrUpdate(static () => null!, static old => old));
        Assert.Throws<InvalidOperationException>(() => _writer.Settings.AddOrUpdate(static () => null!, static old => old));
        Assert.Throws<FormatException>(() => _writer.Primary.AddOrUpdate(static () => throw new FormatException(), static old => old));
        Assert.Throws<ArgumentNullException>("make", () => _writer.Primary.AddOrUpdate(null!, static old => old));
        Assert.Throws<ArgumentNullException>("update", () => _writer.Primary.AddOrUpdate(static () => new AllFields(), null!));
        Assert.Throws<ArgumentNullException>("make", () => _writer.Settings.AddOrUpdate(null!, static old => old));
        Assert.Throws<ArgumentNullException>("update", () => _writer.Settings.TryUpdate(null!, out _));
        Assert.Throws<ArgumentNullException>("update", () => _writer.Primary.TryUpdate(1, null!, out _));
        Assert.Equal(before, _writer.Version);
        _writer.Primary.Set(Samples.AllFields);
        Assert.Throws<InvalidOperationException>(() => _writer.Primary.TryUpdate(static _ => null!, out _));
        Assert.Throws<InvalidOperationException>(() => _writer.Primary.AddOrUpdate(static () => new AllFields(), static _ => null!));
        Assert.Throws<InvalidOperationException>(() => _writer.Primary.TryUpdate(old =>
        {
            _writer.Pair.Set(new Pair(1, "written inside"));
            return old;
        }, out _));
        Assert.Equal((before + 1, false), (_writer.Version, _writer.Pair.HasValue));
    }

    [Fact]
    public void Within_a_commit_it_goes_on_from_what_is_staged()
    {
        _writer.Primary.Set(Samples.AllFields);
        using StoreCommit commit = _writer.BeginCommit();
        Add();
        Add();
        _writer.Primary.Clear();
        Assert.False(_writer.Primary.TryUpdate(static old => old, out _));
        Assert.False(_writer.Pair.HasValue);
        commit.Complete();
        commit.Dispose();
        Assert.Equal((2, false), (_writer.Pair.Left, _writer.Primary.HasValue));

        void Add() => _writer.Pair.AddOrUpdate(static () => new Pair(1, "first"), static old => old with { Left = old.Left + 1 });
    }

    [Fact]
    public void Documents_are_read_and_changed_so_too()
    {
        using Market market = _writer.OpenReader();
        Assert.Equal((false, 0), (market.Settings.TryRead(Count, out int count), count));
        Assert.False(_writer.Settings.TryUpdate(static old => old, out BsonDocument? updated));
        Assert.Null(updated);
        Assert.False(_writer.Settings.TryUpdate(1, static (old, _) => old, out _));
        Assert.Equal(1, _writer.Settings.AddOrUpdate(static () => new BsonDocument("n", 1), static old => old)["n"]);
        Assert.Equal(2, _writer.Settings.AddOrUpdate(1, static _ => new BsonDocument(), static (old, more) => old.Set("n", old["n"].AsInt32 + more))["n"]);
        Assert.True(_writer.Settings.TryUpdate(static old => old.Set("n", old["n"].AsInt32 + 1), out updated));
        Assert.True(_writer.Settings.TryUpdate(2, static (old, more) => old.Set("n", old["n"].AsInt32 + more), out updated));
        Assert.Equal(5, updated["n"]);
        Assert.Equal((true, 5), (market.Settings.TryRead(Count, out count), count));
        Assert.Equal((true, 7), (market.Settings.TryRead(2, static (view, more) => Count(view) + more, out count), count));
        Assert.Throws<ArgumentNullException>("read", () => market.Settings.TryRead<int>(null!, out _));
        _writer.Settings.Clear();
        Assert.False(market.Settings.TryRead(Count, out _));
    }

    [Fact]
    public async Task No_addition_is_lost()
    {
        const int Rounds = 5000;
        Task[] adding = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(
            () =>
            {
                for (int i = 0; i < Rounds; i++)
                    _writer.Pair.AddOrUpdate(1, static one => new Pair(one, "counted"), static (old, one) => old with { Left = old.Left + one });
            },
            TestContext.Current.CancellationToken))];
        await Task.WhenAll(adding);
        Assert.Equal(2 * Rounds, _writer.Pair.Left);
    }

    /// <summary>A question whether there is a value and a read would be two steps, between which it can be cleared.</summary>
    [Fact]
    public async Task A_read_never_fails_beside_a_writer_that_clears()
    {
        using Market market = _writer.OpenReader();
        bool stop = false;
        Task reading = Task.Run(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                market.Pair.TryRead(Pair.Layout.Fields.Left, out _);
                market.Pair.TryRead(static view => view.Left, out _);
                market.Settings.TryRead(Count, out _);
            }
        }, TestContext.Current.CancellationToken);
        for (int i = 0; i < 30_000; i++)
        {
            _writer.Pair.Set(new Pair(i, "there"));
            _writer.Settings.Set(new BsonDocument("n", i));
            _writer.Pair.Clear();
            _writer.Settings.Clear();
            Assert.False(_writer.Pair.TrySetLeft(1));
        }

        Volatile.Write(ref stop, true);
        await reading;
    }
}
