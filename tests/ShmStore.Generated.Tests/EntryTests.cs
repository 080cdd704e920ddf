using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>Generated stores and the getters on their entries.</summary>
public sealed class EntryTests
{
    [Fact]
    public void Getters_read_single_members()
    {
        using Market.Writer writer = Market.CreateWriter();
        writer.Primary.Set(Samples.AllFields);
        writer.Lists.Set(Samples.Collections);
        using Market market = writer.OpenReader();
        Assert.Equal((Samples.AllFields.Long, Samples.AllFields.Decimal, Samples.Guid), (market.Primary.Long, market.Primary.Decimal, market.Primary.Guid));
        Assert.Equal("Zoë 📈", market.Primary.Text);
        Assert.Equal([1, 2, 3], market.Lists.Ints);
        Assert.Equal(2, market.Lists.Points.Count);
        Assert.Same(market.Primary, market.Alias);
    }

    [Fact]
    public void Reads_through_a_view_see_one_version()
    {
        using Market.Writer writer = Market.CreateWriter();
        writer.Primary.Set(Samples.AllFields);
        using Market market = writer.OpenReader();
        Assert.Equal((6, long.MaxValue), market.Primary.Read(static view => (view.Text.Length, view.Long)));
        Assert.Equal(int.MinValue + 5, market.Primary.Read(5, static (view, add) => view.Int + add));
    }

    [Fact]
    public void Getters_work_in_generic_enclosing_types()
    {
        using Market.Writer writer = Market.CreateWriter();
        writer.Inner.Set(Samples.Inner);
        using Market market = writer.OpenReader();
        Assert.Equal(5, market.Inner.Number);
        Assert.Equal("outer", market.Inner.Text);
        Assert.Equal("last", market.Inner.Read(static view => view.Next.Text.ToString()));
    }

    [Fact]
    public void Contributors_and_writers_share_atomics()
    {
        using Market.Writer writer = Market.CreateWriter();
        using Market.Contributor contributor = writer.OpenContributor();
        using Market market = writer.OpenReader();
        contributor.Ticks.Value = 42;
        Assert.Equal((42, 42), (writer.Ticks.Value, market.Ticks.Value));
        Assert.IsNotType<SharedAtomicWriter<long>>(market.Ticks);
        Assert.IsNotType<SharedEntryWriter<AllFields>>(contributor.Primary);
    }

    [Fact]
    public void A_document_without_a_schema_is_a_key_too()
    {
        using Market.Writer writer = Market.CreateWriter();
        using Market market = writer.OpenReader();
        writer.Settings.Set(new MongoDB.Bson.BsonDocument("any", 1));
        Assert.Equal(1, Documents.Parse(market.GetRaw(Market.Key.Settings)!)["any"].AsInt32);
        Assert.Equal(3, writer.Settings.Update(2, static (old, more) => new MongoDB.Bson.BsonDocument("any", old["any"].AsInt32 + more))["any"].AsInt32);
        Assert.Equal(3, Documents.Parse(market.GetRaw(Market.Key.Settings)!)["any"].AsInt32);
        Assert.IsNotType<SharedDocumentWriter>(market.Settings);
    }

    [Fact]
    public void A_commit_of_several_keys_is_seen_whole_by_snapshots()
    {
        using Market.Writer writer = Market.CreateWriter();
        using Market.Contributor contributor = writer.OpenContributor();
        using Market market = writer.OpenReader();
        using (StoreCommit commit = writer.BeginCommit())
        {
            writer.Primary.Set(Samples.AllFields);
            writer.Pair.Set(Samples.Pair);
            commit.Complete();
        }

        static (long, Pair, int?, bool) Read(Market market) =>
            (market.Primary.Long, market.Pair.Value, market.GetRaw(Market.Key.Pair)?.Length, market.Settings.HasValue);

        (long, Pair, int?, bool) expected = (Samples.AllFields.Long, Samples.Pair, writer.GetRaw(Market.Key.Pair)!.Length, false);
        Assert.Equal(expected, market.Snapshot(Read, TestContext.Current.CancellationToken));
        Assert.Equal(expected, writer.Snapshot(Read, TestContext.Current.CancellationToken));
        Assert.Equal(expected, contributor.Snapshot(Read, TestContext.Current.CancellationToken));
        Assert.Throws<OperationCanceledException>(() => market.Snapshot(Read, new CancellationToken(canceled: true)));
        Assert.Equal((expected, 7), market.Snapshot(7, static (store, state) => (Read(store), state), TestContext.Current.CancellationToken));
        Assert.Equal((expected, 7), writer.Snapshot(7, static (store, state) => (Read(store), state), TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentNullException>("read", () => market.Snapshot(7, (Func<Market, int, int>)null!, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentNullException>("read", () => market.Snapshot((Func<Market, int>)null!, TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentNullException>("read", () => writer.Snapshot((Func<Market, int>)null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Raw_bytes_are_given_by_key()
    {
        using Market.Writer writer = Market.CreateWriter();
        Assert.Null(writer.GetRaw(Market.Key.Pair));
        writer.Pair.Set(Samples.Pair);
        using Market market = writer.OpenReader();
        Assert.Equal(writer.GetRaw(Market.Key.Pair), market.GetRaw(Market.Key.Pair));
        Assert.Equal(-3, Documents.Parse(market.GetRaw(Market.Key.Pair)!)["Left"].AsInt64);
    }

    [Fact]
    public void A_path_that_is_missing_is_no_store_in_private_memory()
    {
        Assert.Throws<ArgumentNullException>("path", static () => Market.CreateWriter((string)null!));
        Assert.Throws<ArgumentException>("options", static () => Market.CreateWriter(new StoreOptions { Mode = StoreMode.Open }));
        using Market.Writer writer = Market.CreateWriter(new StoreOptions { Mode = StoreMode.CreateNew });
        Assert.Null(writer.Path);
    }
}
