using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Waiting for a map, and for one of its keys.</summary>
public sealed class MapWaitingTests : IDisposable
{
    private readonly MapStoreWriter _writer = MapStoreWriter.Open(null);
    private readonly MapStore _reader;

    public MapWaitingTests() => _reader = _writer.OpenReader();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Fact]
    public async Task A_key_is_waited_for_until_it_is_there_is_another_and_is_gone()
    {
        Task<long> first = _reader.Texts.WaitForEntryAsync("a", 0, Stop);
        _writer.Texts.Set("b", Sample.Of(1));
        Assert.False(first.IsCompleted);
        long version = _writer.Texts.Set("a", Sample.Of(2));
        Assert.Equal(version, await first.WaitAsync(TimeSpan.FromSeconds(30), Stop));
        Assert.Equal(version, await _reader.Texts.WaitForEntryAsync("a", 0, Stop));

        Task<long> second = _reader.Texts.WaitForEntryAsync("a", version, Stop);
        _writer.Beside.Set(Sample.Of(3));
        Assert.False(second.IsCompleted);
        long next = _writer.Texts.Set("a", Sample.Of(4));
        Assert.Equal(next, await second.WaitAsync(TimeSpan.FromSeconds(30), Stop));

        Task<long> third = _reader.Texts.WaitForEntryAsync("a", next, Stop);
        _writer.Texts.Remove("a");
        Assert.Equal(0, await third.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task A_map_is_waited_for_whatever_key_changes()
    {
        long version = _reader.Numbers.Version;
        Task<long> change = _reader.Numbers.WaitForChangeAsync(version, Stop);
        _writer.Texts.Set("other map", Sample.Of(1));
        Assert.False(change.IsCompleted);
        long set = _writer.Numbers.Set(5, Sample.Of(5));
        Assert.Equal(set, await change.WaitAsync(TimeSpan.FromSeconds(30), Stop));

        change = _reader.Numbers.WaitForChangeAsync(set, Stop);
        _writer.Numbers.Remove(5);
        Assert.True(await change.WaitAsync(TimeSpan.FromSeconds(30), Stop) > set);
    }

    [Fact]
    public async Task The_changes_of_a_key_come_in_order_and_the_last_is_not_left_out()
    {
        _writer.Numbers.Set(1, Sample.Of(0));
        List<long> seen = [];
        var begun = new TaskCompletionSource();
        Task reader = Task.Run(
            async () =>
            {
                await foreach (Versioned<Sample> change in _reader.Numbers.ChangesAsync(1, cancellationToken: Stop))
                {
                    Assert.Equal(change.Version != 0, change.HasValue);
                    seen.Add(change.Value?.Number ?? -1);
                    begun.TrySetResult();
                    if (!change.HasValue)
                        break;
                }
            },
            Stop);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        for (int i = 1; i <= 1000; i++)
            _writer.Numbers.Set(1, Sample.Of(i));
        _writer.Numbers.Remove(1);
        await reader.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(-1, seen[^1]);
        Assert.Equal(seen[..^1].Order(), seen[..^1]);
    }
}
