using MongoDB.Bson;
using ShmStore.Generated.Tests.Shapes;
using Fields = ShmStore.Generated.Tests.Shapes.AllFields.Layout.Fields;

namespace ShmStore.Generated.Tests;

/// <summary>Several members at once, by name: <c>entry.Read(Fields.Long, Fields.Int)</c>.</summary>
public sealed class FieldNamesTests : IDisposable
{
    private readonly Market.Writer _writer = Market.CreateWriter();
    private readonly Market _market;

    public FieldNamesTests() => _market = _writer.OpenReader();

    public void Dispose()
    {
        _market.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void Every_kind_of_fixed_member()
    {
        AllFields all = Samples.AllFields;
        _writer.Primary.Set(all);
        Assert.Equal((all.Flag, all.Int), _market.Primary.Read(Fields.Flag, Fields.Int));
        Assert.Equal((all.Long, all.Double, all.Decimal), _market.Primary.Read(Fields.Long, Fields.Double, Fields.Decimal));
        Assert.Equal((all.Time, all.Guid, all.Id, all.Small), _market.Primary.Read(Fields.Time, Fields.Guid, Fields.Id, Fields.Small));
        Assert.Equal((all.Large, all.Large), _market.Primary.Read(Fields.Large, Fields.Large));
    }

    [Fact]
    public void One_member_is_its_value()
    {
        _writer.Primary.Set(Samples.AllFields);
        Assert.Equal(Samples.AllFields.Long, _market.Primary.Read(Fields.Long));
        using Keyed.Writer writer = Keyed.CreateWriter();
        writer.Texts.Set("AAPL", new Quote("AAPL", 1.5));
        Assert.Equal(1.5, writer.Texts["AAPL"].Read(Quote.Layout.Fields.Bid));
    }

    [Fact]
    public void They_are_those_of_the_last_version()
    {
        _writer.Primary.Set(Samples.AllFields with { Long = 1, Int = 1 });
        _writer.Primary.Set(Samples.AllFields with { Long = 2, Int = 2 });
        Assert.Equal((2, 2), _market.Primary.Read(Fields.Long, Fields.Int));
        _writer.Primary.SetInt(3);
        (long number, int other) = _market.Primary.Read(Fields.Long, Fields.Int);
        Assert.Equal((2, 3), (number, other));
    }

    [Fact]
    public void Documents_from_elsewhere_are_read_by_name()
    {
        _writer.Primary.SetRaw(new BsonDocument { { "Long", 7 }, { "more", 1 }, { "Text", "t" }, { "Flag", true }, { "Bytes", new byte[1] } }.ToBson());
        Assert.Equal((7, true, 0), _market.Primary.Read(Fields.Long, Fields.Flag, Fields.Int));
    }

    [Fact]
    public void Members_that_are_missing_have_their_defaults()
    {
        using Keyed.Writer writer = Keyed.CreateWriter();
        writer.Texts.SetRaw("a", new BsonDocument { { "Symbol", "A" }, { "Bid", 2 } }.ToBson());
        Assert.Equal((2.0, 5L), writer.Texts["a"].Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size));
    }

    [Fact]
    public void Of_an_entry_in_a_map_they_are_what_is_there_now()
    {
        using Keyed.Writer writer = Keyed.CreateWriter();
        using Keyed reader = writer.OpenReader();
        writer.Texts.Set("AAPL", new Quote("AAPL", 1.5));
        Assert.True(reader.Texts.TryGet("AAPL", out SharedMapEntry<Quote> quote));
        Assert.Equal((1.5, 5L), quote.Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size));
        writer.Texts.Set("AAPL", new Quote("AAPL", 2.5, 7));
        Assert.Equal((7L, 2.5, 7L), quote.Read(Quote.Layout.Fields.Size, Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size));
        writer.Texts.SetSize("AAPL", 8);
        Assert.Equal((8L, 2.5, 8L, 2.5), quote.Read(Quote.Layout.Fields.Size, Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size, Quote.Layout.Fields.Bid));
        writer.Texts.Remove("AAPL");
        try
        {
            Assert.Fail($"{quote.Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size)}");
        }
        catch (KeyNotFoundException error)
        {
            Assert.Contains("AAPL", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_an_entry_that_expires_they_are_there_until_then()
    {
        using Keyed.Writer writer = Keyed.CreateWriter();
        writer.Texts.Set("AAPL", new Quote("AAPL", 1.5), TimeSpan.FromHours(1));
        Assert.Equal((1.5, 5L), writer.Texts["AAPL"].Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size));
    }

    [Fact]
    public void A_snapshot_sees_those_of_its_moment()
    {
        _writer.Primary.Set(Samples.AllFields with { Long = 1, Int = 1 });
        int runs = 0;
        (long Long, int Int) seen = _market.Snapshot(
            market =>
            {
                (long first, int second) = market.Primary.Read(Fields.Long, Fields.Int);
                if (runs++ == 0)
                    _writer.Primary.Set(Samples.AllFields with { Long = 2, Int = 2 });
                Assert.Equal((first, second), market.Primary.Read(Fields.Long, Fields.Int));
                return (first, second);
            },
            TestContext.Current.CancellationToken);
        Assert.Equal(((long)runs, runs), seen);
        Assert.InRange(runs, 1, 2);
    }

    [Fact]
    public void A_snapshot_sees_those_of_entries_in_maps_as_of_its_moment()
    {
        using Keyed.Writer writer = Keyed.CreateWriter();
        using Keyed reader = writer.OpenReader();
        writer.Texts.Set("A", Quote.Of(1));
        int runs = 0;
        (double, long) seen = reader.Snapshot(
            keyed =>
            {
                (double, long) first = keyed.Texts["A"].Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size);
                if (runs++ == 0)
                    writer.Texts.Set("A", Quote.Of(2));
                Assert.Equal(first, keyed.Texts["A"].Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size));
                return first;
            },
            TestContext.Current.CancellationToken);
        Assert.Equal((runs + 0.5, (long)runs), seen);
    }

    [Fact]
    public void An_entry_that_was_removed_is_found_again_when_there_is_one()
    {
        using Keyed.Writer writer = Keyed.CreateWriter();
        writer.Texts.Set("A", Quote.Of(1));
        SharedMapEntry<Quote> entry = writer.Texts["A"];
        writer.Texts.Remove("A");
        for (int i = 0; i < 3000; i++)
            writer.Texts.Set($"k{i}", Quote.Of(i));
        writer.Texts.Set("A", Quote.Of(3));
        Assert.Equal((3.5, 3L), entry.Read(Quote.Layout.Fields.Bid, Quote.Layout.Fields.Size));
    }

    [Fact]
    public void Of_every_known_type_they_are_found()
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        var circle = new Circle { Label = "x", Color = 7, Radius = 2.5 };
        foreach (Figure figure in new Figure[] { circle, new Square { Id = 99, Color = 8, Label = "s" }, circle, new Square { Id = 1, Color = 9, Parts = [circle] } })
        {
            writer.Figure.Set(figure);
            Assert.Equal((figure.Color, figure.Color), writer.Figure.Read(Figure.Layout.Fields.Color, Figure.Layout.Fields.Color));
        }
    }

    [Fact]
    public void Where_there_may_be_no_value_they_are_read_if_there_is_one()
    {
        AssertTold(false, new AllFields());
        _writer.Primary.Set(Samples.AllFields);
        AssertTold(true, Samples.AllFields);
        _writer.Primary.SetRaw(new BsonDocument { { "Long", 7 }, { "more", 1 }, { "Text", "t" }, { "Flag", true }, { "Bytes", new byte[1] } }.ToBson());
        AssertTold(true, new AllFields { Long = 7, Flag = true });
        _writer.Primary.Clear();
        AssertTold(false, new AllFields());
        _market.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _market.Primary.TryRead(Fields.Long, out _));

        void AssertTold(bool found, AllFields all)
        {
            Assert.Equal((found, all.Long), (_market.Primary.TryRead(Fields.Long, out long one), one));
            Assert.Equal((found, (all.Long, all.Int)), (_market.Primary.TryRead(Fields.Long, Fields.Int, out (long, int) two), two));
            Assert.Equal((found, (all.Long, all.Int, all.Flag)), (_market.Primary.TryRead(Fields.Long, Fields.Int, Fields.Flag, out (long, int, bool) three), three));
            Assert.Equal((found, (all.Long, all.Int, all.Flag, all.Double)), (_market.Primary.TryRead(Fields.Long, Fields.Int, Fields.Flag, Fields.Double, out (long, int, bool, double) four), four));
            Assert.Equal((found, all.Long), (_market.Primary.TryRead(static view => view.Long, out long inPlace), inPlace));
            Assert.Equal((found, found ? all.Long + 5 : 0), (_market.Primary.TryRead(5, static (view, more) => view.Long + more, out inPlace), inPlace));
            Assert.Equal(found ? _market.Primary.Value.Text : null, _market.Primary.TryRead(static view => view.Text.ToString(), out string? text) ? text : null);
            Assert.Equal((found, found ? all.Long : 0), _market.Snapshot(static market => (market.Primary.TryRead(Fields.Long, out long then), then), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void Nothing_is_read_where_nothing_is()
    {
        Assert.Throws<InvalidOperationException>(() => _market.Primary.Read(Fields.Long, Fields.Int));
        _writer.Primary.Set(Samples.AllFields);
        _writer.Primary.Clear();
        Assert.Throws<InvalidOperationException>(() => _market.Primary.Read(Fields.Long, Fields.Int, Fields.Flag));
        _writer.Primary.Set(Samples.AllFields);
        _market.Dispose();
        Assert.Throws<ObjectDisposedException>(() => _market.Primary.Read(Fields.Long, Fields.Int));
    }
}
