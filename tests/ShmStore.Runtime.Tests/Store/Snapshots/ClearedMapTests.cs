using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Commits;

namespace ShmStore.Tests.Store.Snapshots;

/// <summary>Snapshots of a map that is cleared: all of its entries or none, also while its writer stands still, or is dead, between the removal and the end of the memory of what was removed.</summary>
public sealed class ClearedMapTests : IDisposable
{
    // Stamped, stored, counted.
    private const int WordStored = 1;
    private const int Steps = 3;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public ClearedMapTests()
    {
        _reader = _writer.OpenReader();
        for (int key = 0; key < 100; key++)
            _writer.Numbers.Set(key, Sample.Of(key));
    }

    public static TheoryData<int> AllSteps => [.. Enumerable.Range(0, Steps)];

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [MemberData(nameof(AllSteps))]
    public void One_that_has_found_an_entry_before_finds_the_others_too_or_none(int step)
    {
        PausedWriter? paused = null;
        bool differed = false;
        bool[] found = _reader.Snapshot(store =>
        {
            bool first = store.Numbers.ContainsKey(1);
            paused ??= new PausedWriter(_writer.Attachment.Writer!, step, () => _writer.Numbers.Clear());
            bool[] all = [first, store.Numbers.ContainsKey(2), store.Numbers.Count > 0, store.Numbers.Any()];
            differed |= all.Distinct().Count() > 1;
            return all;
        });
        paused!.Dispose();
        Assert.Single(found.Distinct());

        // What it came upon at first was not of one state, so that there was something to notice.
        Assert.Equal(step >= WordStored, differed);
    }
}
