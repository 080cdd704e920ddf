using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Going through a map comes to an end, whatever is added and removed on the way.</summary>
public sealed class EnumerationEndTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);

    public void Dispose() => _writer.Dispose();

    [Theory]
    [InlineData(2000)]
    [InlineData(5000)]
    [InlineData(30_000)]
    public void With_entries_that_the_loop_itself_renews(int entries)
    {
        for (int i = 0; i < entries; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
        int next = entries;
        var seen = new HashSet<int>();
        foreach ((int key, Sample value) in _writer.Numbers)
        {
            Assert.Equal(key, value.Number);
            Assert.True(seen.Add(key), $"{key} came twice");
            Assert.True(seen.Count <= 4 * entries, $"no end after {seen.Count} entries");
            Assert.True(_writer.Numbers.Remove(key));
            _writer.Numbers.Set(next, Sample.Of(next));
            next++;
        }

        Assert.Superset(Enumerable.Range(0, entries).ToHashSet(), seen);
    }

    [Fact]
    public void For_a_slow_reader_of_a_cache()
    {
        // As many as one segment holds, so that its buckets are full and lanes wear out.
        const int entries = 6500;
        using MapStore reader = _writer.OpenReader();
        _writer.Numbers.Limits = new MapLimits { MaximumEntries = entries };
        for (int i = 0; i < entries; i++)
            _writer.Numbers.Set(i, Sample.Of(i));
        bool stop = false;
        int added = entries;
        var writing = new Thread(() =>
        {
            for (; !Volatile.Read(ref stop); added++)
                _writer.Numbers.Set(added, Sample.Of(added));
        });
        writing.Start();
        int passes = 0;
        try
        {
            for (var watch = System.Diagnostics.Stopwatch.StartNew(); watch.Elapsed < StressTime.Normal; passes++)
            {
                var seen = new HashSet<int>();
                foreach (int key in reader.Numbers.Keys)
                {
                    Assert.True(seen.Add(key), $"{key} came twice");
                    Assert.True(seen.Count <= 4 * entries, $"no end after {seen.Count} entries");
                    Thread.SpinWait(500);
                }
            }
        }
        finally
        {
            Volatile.Write(ref stop, true);
            writing.Join();
        }

        Assert.True(passes > 0 && added > 10 * entries, $"{passes} passes, {added} keys");
    }
}
