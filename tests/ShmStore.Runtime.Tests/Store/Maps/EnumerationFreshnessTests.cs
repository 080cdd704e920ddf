using ShmStore.Store.Reading;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Going through a map shows what an entry is when it is come upon, not what it was when its segment was begun: who has been told of a change does not see what was before.</summary>
public sealed class EnumerationFreshnessTests : IDisposable
{
    // So few that none of the blocks that are replaced is used again: each still holds what the entry was.
    private const int Entries = 8;

    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public EnumerationFreshnessTests()
    {
        _reader = _writer.OpenReader();
        for (int i = 0; i < Entries; i++)
            _writer.Numbers.Set(i, Sample.Of(i, 8));
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public void What_was_set_meanwhile_comes_as_it_is_now()
    {
        using IEnumerator<KeyValuePair<int, Sample>> pass = _reader.Numbers.GetEnumerator();
        Assert.True(pass.MoveNext());
        for (int i = 0; i < Entries; i++)
            _writer.Numbers.Set(i, Sample.Of(1000 + i, 8));

        int later = 0;
        while (pass.MoveNext())
        {
            Assert.Equal(Sample.Of(1000 + pass.Current.Key, 8), pass.Current.Value);
            later++;
        }

        Assert.Equal(Entries - 1, later);
    }

    [Fact]
    public void What_is_replaced_again_and_again_while_it_is_read_comes_once()
    {
        int calls = 0;
        List<int> keys = [];
        foreach ((int key, int call) in _reader.Numbers.ReadAll<CallbackReader<int>, int>(new CallbackReader<int>(_ => ReplaceAtFirst(ref calls))))
        {
            Assert.Equal(keys.Count + 2, call);
            keys.Add(key);
        }

        Assert.Equal(Enumerable.Range(0, Entries), keys.Order());
    }

    [Fact]
    public void What_was_removed_meanwhile_does_not_come()
    {
        using IEnumerator<int> pass = _reader.Numbers.Keys.GetEnumerator();
        Assert.True(pass.MoveNext());
        for (int i = 0; i < Entries; i++)
            _writer.Numbers.Remove(i);
        Assert.False(pass.MoveNext());
    }

    // So often that their blocks are used again.
    private int ReplaceAtFirst(ref int calls)
    {
        for (int i = 0; calls == 0 && i < 100 * Entries; i++)
            _writer.Numbers.Set(i % Entries, Sample.Of(i, 8));
        return ++calls;
    }
}
