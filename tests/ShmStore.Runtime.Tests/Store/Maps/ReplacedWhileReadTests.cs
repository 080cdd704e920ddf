using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>A read of an entry that is replaced meanwhile is of the version that was current when it began: as long as its bytes stand, it is not repeated.</summary>
public sealed class ReplacedWhileReadTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;
    private int _runs;

    public ReplacedWhileReadTests()
    {
        _reader = _writer.OpenReader();
        _writer.Numbers.Set(1, Sample.Of(1));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void By_a_key() => AssertRunsOnce(1, _reader.Numbers.ReadView<Sample.View, long>(1, Replacing));

    [Fact]
    public void Of_a_held_entry()
    {
        SharedMapEntry<Sample> entry = _reader.Numbers[1];
        AssertRunsOnce(1, entry.ReadView<Sample.View, long>(Replacing));
        AssertRunsOnce(2, entry.ReadView<Sample.View, long>(Replacing));
    }

    [Fact]
    public void Of_one_of_several_keys()
    {
        long[] results = new long[2];
        _writer.Numbers.Set(2, Sample.Of(5));
        Assert.Equal(2, _reader.Numbers.ReadViews<Sample.View, long>([1, 2], results, Replacing));
        Assert.Equal([1, 5], results);
        Assert.Equal(2, _runs);
    }

    [Fact]
    public void By_who_goes_through_the_map() => AssertRunsOnce(1, Assert.Single(_reader.Numbers.ReadValueViews<Sample.View, long>(Replacing)));

    [Fact]
    public void Nor_is_it_when_the_entry_is_removed()
    {
        Assert.Equal(1, _reader.Numbers.ReadView<Sample.View, long>(1, view =>
        {
            _writer.Numbers.Remove(1);
            return view.Number;
        }));
        Assert.False(_reader.Numbers.ContainsKey(1));
    }

    // Replaces the entry whenever it runs, and returns the number that was there.
    private long Replacing(Sample.View view)
    {
        _runs++;
        long number = view.Number;
        _writer.Numbers.Set(1, Sample.Of(number + 1));
        return number;
    }

    private void AssertRunsOnce(long expected, long read)
    {
        Assert.Equal((expected, 1), (read, _runs));
        _runs = 0;
    }
}
