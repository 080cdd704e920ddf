using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests.Maps;

/// <summary>Reading many keys at once, where one of them is disturbed or fails.</summary>
public sealed class MapBatchTests : IDisposable
{
    private const int Count = 40;

    // More than blocks rest before they are used again.
    private const int Overwrites = 1000;

    private readonly Keyed.Writer _writer = Keyed.CreateWriter();
    private readonly Keyed _reader;
    private readonly string[] _keys = [.. Enumerable.Range(0, Count).Select(static i => $"account:{i:D6}")];

    public MapBatchTests()
    {
        for (int i = 0; i < Count; i++)
            _writer.Texts.Set(_keys[i], Quote.Of(i));
        _reader = _writer.OpenReader();

        // A reader gets to know the index by the first look-up of all, which is of a single key.
        Assert.True(_reader.Texts.ContainsKey(_keys[0]));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(Count - 1)]
    public void A_key_whose_bytes_were_overwritten_while_they_were_read_is_read_again(int disturbed)
    {
        int failed = 0;
        double[] bids = new double[Count];
        bool[] found = new bool[Count];
        Assert.Equal(Count, _reader.Texts.ReadMany(_keys, bids, view =>
        {
            double bid = view.Bid;
            if (bid == Quote.Of(disturbed).Bid && failed++ == 0)
            {
                for (int i = 0; i < Overwrites; i++)
                    _writer.Texts.SetBid(_keys[disturbed], -1);
                throw new InvalidOperationException("what torn bytes can do");
            }

            return bid;
        }, found));
        Assert.Equal(1, failed);
        Assert.Equal([.. Enumerable.Range(0, Count).Select(i => i == disturbed ? -1 : Quote.Of(i).Bid)], bids);
        Assert.DoesNotContain(false, found);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(Count - 1)]
    public void An_exception_over_bytes_that_stand_goes_to_the_caller(int failing)
    {
        double[] bids = new double[Count];
        var error = Assert.Throws<InvalidOperationException>(() => _reader.Texts.ReadMany(
            _keys, bids, view => view.Bid == Quote.Of(failing).Bid ? throw new InvalidOperationException($"of {failing}") : view.Bid));
        Assert.Equal($"of {failing}", error.Message);
        Assert.Equal([.. Enumerable.Range(0, failing).Select(static i => Quote.Of(i).Bid)], bids.AsSpan(0, failing).ToArray());
    }

    [Fact]
    public void Keys_that_are_looked_up_by_themselves_stand_between_the_others()
    {
        string[] keys = [.. _keys];
        keys[3] = "none";
        keys[4] = new string('é', 30);
        keys[16] = "x";
        keys[^1] = "account:none";
        _writer.Texts.Set(keys[4], Quote.Of(400));
        _writer.Texts.Set(keys[16], Quote.Of(1600));
        double[] bids = new double[Count];
        bool[] found = new bool[Count];
        Assert.Equal(Count - 2, _reader.Texts.ReadMany(keys, bids, static view => view.Bid, found));
        for (int i = 0; i < Count; i++)
        {
            bool expected = i != 3 && i != Count - 1;
            Assert.Equal((expected, expected ? _reader.Texts[keys[i]].Bid : 0), (found[i], bids[i]));
        }
    }
}
