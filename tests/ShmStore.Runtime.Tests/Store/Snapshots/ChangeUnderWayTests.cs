using ShmStore.Heap;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Snapshots;

/// <summary>Snapshots that look at a map twice, while the writer stands still before an entry's lane is stored, and again behind it: the map's counter of changes is the same odd number all the time.</summary>
public sealed class ChangeUnderWayTests : IDisposable
{
    private const int Key = 1000;
    private const int Others = 50;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;
    private readonly SemaphoreSlim _reached = new(0);
    private readonly SemaphoreSlim _goOn = new(0);

    public ChangeUnderWayTests()
    {
        _reader = _writer.OpenReader();
        for (int number = 0; number < Others; number++)
            _writer.Numbers.Set(number, Sample.Of(number));
    }

    public static TheoryData<string, string> Looks
    {
        get
        {
            string[] all = ["key", "value", "keys", "values", "number"];
            var looks = new TheoryData<string, string>();
            foreach (string first in all)
            {
                foreach (string second in all)
                    looks.Add(first, second);
            }

            return looks;
        }
    }

    public void Dispose()
    {
        // Also when a test has failed while the writer stands still.
        _writer.Attachment.Writer!.StepTaken = null;
        _goOn.Release(2);
        _reader.Dispose();
        _writer.Dispose();
        _reached.Dispose();
        _goOn.Dispose();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void Of_an_entry_that_is_added(string first, string second) => LookTwice(first, second, () => _writer.Numbers.Set(Key, Sample.Of(2)), isThere: (false, true));

    [Theory]
    [MemberData(nameof(Looks))]
    public void Of_an_entry_that_is_removed(string first, string second)
    {
        _writer.Numbers.Set(Key, Sample.Of(2));
        LookTwice(first, second, () => _writer.Numbers.Remove(Key), isThere: (true, false));
    }

    [Theory]
    [InlineData("value", "values")]
    [InlineData("values", "value")]
    [InlineData("value", "value")]
    [InlineData("values", "values")]
    public void Of_an_entry_that_is_replaced(string first, string second)
    {
        _writer.Numbers.Set(Key, Sample.Of(1));
        LookTwice(first, second, () => _writer.Numbers.Set(Key, Sample.Of(2)), isThere: (false, true));
    }

    [Fact]
    public void The_version_of_a_map_is_of_a_change_that_is_counted()
    {
        long counted = _writer.Version;
        Thread writing = Start(() => _writer.Numbers.Set(Key, Sample.Of(2)));
        (long version, bool isThere) = _reader.Snapshot(static store => (store.Numbers.Version, store.Numbers.ContainsKey(Key)));
        Assert.Equal((counted, false), (version, isThere));
        GoOn();
        (version, isThere) = _reader.Snapshot(static store => (store.Numbers.Version, store.Numbers.ContainsKey(Key)));
        Assert.Equal((counted, true), (version, isThere));
        _goOn.Release();
        writing.Join();
        Assert.Equal(counted + 1, _reader.Snapshot(static store => store.Numbers.Version));
        Assert.Equal(counted + 1, _reader.Numbers.WaitForChange(version, TestContext.Current.CancellationToken));
    }

    // Whether it sees the new state, by each of two looks.
    private void LookTwice(string first, string second, Action write, (bool Before, bool After) isThere)
    {
        Thread? writing = null;
        int runs = 0;
        (bool First, bool Second) seen = _reader.Snapshot(store =>
        {
            runs++;
            writing ??= Start(write);
            bool before = Look(store, first);
            if (runs == 1)
                GoOn();
            return (before, Look(store, second));
        });
        _goOn.Release();
        writing!.Join();
        Assert.Equal(seen.First, seen.Second);
        Assert.Equal((isThere.After, 2), (seen.First, runs));
    }

    // True for the number 2.
    private static bool Look(MapStore store, string how) => how switch
    {
        "key" => store.Numbers.ContainsKey(Key) && store.Numbers[Key].Value.Number == 2,
        "value" => store.Numbers.TryGetValue(Key, out Sample? value) && value.Number == 2,
        "keys" => store.Numbers.Keys.Count(static key => key == Key) == 1,
        "values" => store.Numbers.Count(static entry => entry.Key == Key && entry.Value.Number == 2) == 1,
        _ => store.Numbers.Keys.Count() > Others,
    };

    // Returns when the writer has begun the change, and not stored the lane.
    private Thread Start(Action write)
    {
        _writer.Attachment.Writer!.StepTaken = step =>
        {
            if (step is WriteStep.ChangeNoted or WriteStep.WordStored)
            {
                _reached.Release();
                _goOn.Wait();
            }
        };
        var writing = new Thread(() => write());
        writing.Start();
        Assert.True(_reached.Wait(Patience));
        return writing;
    }

    // Returns when it has stored the lane, and not ended the change.
    private void GoOn()
    {
        _goOn.Release();
        Assert.True(_reached.Wait(Patience));
    }
}
