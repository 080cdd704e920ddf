namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Waiting for one key of a map of either kind.</summary>
public sealed class KeyWaitingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public async Task A_key_is_waited_for_until_it_is_there_is_another_and_is_gone(MapKind kind)
    {
        using var store = new NumberStore(kind);
        Task<long> first = store.Map.WaitForEntryAsync("a", 0, Stop);
        store.Map.Set("b", 1);
        Assert.False(first.IsCompleted);
        store.Map.AddOrUpdate("a", static _ => 1, static old => old + 1);
        long version = store.Reader.Version;
        Assert.Equal(version, await first.WaitAsync(Patience, Stop));

        Task<long> second = store.Map.WaitForEntryAsync("a", version, Stop);
        store.Map.AddOrUpdate("b", static _ => 1, static old => old + 1);
        Assert.False(second.IsCompleted);
        store.Map.AddOrUpdate("a", static _ => 1, static old => old + 1);
        version = store.Reader.Version;
        Assert.Equal(version, await second.WaitAsync(Patience, Stop));

        Task<long> third = store.Map.WaitForEntryAsync("a", version, Stop);
        store.Map.TryRemove("a", out _);
        Assert.Equal(0, await third.WaitAsync(Patience, Stop));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public async Task A_thread_sleeps_until_its_key_changes_or_its_time_is_up(MapKind kind)
    {
        using var store = new NumberStore(kind);
        Assert.False(store.Map.TryWaitForEntry("a", 0, TimeSpan.Zero, out long version, Stop));
        Assert.Equal(0, version);
        Task<long> waiting = Task.Factory.StartNew(() => store.Map.WaitForEntry("a", 0, Stop), Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        store.Map.Set("b", 1);
        store.Map.Set("a", 1);
        long set = store.Reader.Version;
        Assert.Equal(set, await waiting.WaitAsync(Patience, Stop));
        Assert.True(store.Map.TryWaitForEntry("a", 0, TimeSpan.Zero, out version, Stop));
        Assert.Equal(set, version);
        Assert.False(store.Map.TryWaitForEntry("a", set, TimeSpan.FromMilliseconds(1), out version, Stop));
        Assert.Equal(set, version);
        store.Map.Remove("a");
        Assert.True(store.Map.TryWaitForEntry("a", set, Patience, out version, Stop));
        Assert.Equal(0, version);
        Assert.Equal(0, store.Map.WaitForEntry("a", set, Stop));
        Assert.Throws<ArgumentException>(() => store.Map.WaitForEntry("\ud800", 0, Stop));
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public async Task Who_holds_the_writer_is_told_instead_of_waiting_for_itself(MapKind kind)
    {
        using var store = new NumberStore(kind);
        Assert.Equal(1, store.Map.AddOrUpdate("a", WaitForOther, static _ => 0));
        Assert.Equal(1, store.Map.AddOrUpdate("a", static _ => 0, _ => WaitForOther("a")));
        using var cancellation = new CancellationTokenSource();
        Task<long> cancelled = store.Map.WaitForEntryAsync("other", 0, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        long? WaitForOther(string key)
        {
            Assert.Contains("AddOrUpdate", Assert.Throws<InvalidOperationException>(() => store.Map.WaitForEntry("other", 0, Stop)).Message, StringComparison.Ordinal);
            return 1;
        }
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public async Task The_changes_of_a_key_come_in_order_and_the_last_is_not_left_out(MapKind kind)
    {
        using var store = new NumberStore(kind);
        store.Map.Set("a", 0);
        List<long> seen = [];
        var begun = new TaskCompletionSource();
        Task reader = Task.Run(
            async () =>
            {
                await foreach (Versioned<long> change in store.Map.ChangesAsync("a", 0, Stop))
                {
                    Assert.Equal(change.Version != 0, change.HasValue);
                    seen.Add(change.HasValue ? change.Value : -1);
                    begun.TrySetResult();
                    if (!change.HasValue)
                        break;
                }
            },
            Stop);
        await begun.Task.WaitAsync(Patience, Stop);
        for (int i = 1; i <= 1000; i++)
            store.Map.Set("a", i);
        store.Map.Remove("a");
        await reader.WaitAsync(Patience, Stop);
        Assert.Equal(-1, seen[^1]);
        Assert.Equal(0, seen[0]);
        Assert.Equal(seen[..^1].Order(), seen[..^1]);
    }

    [Theory]
    [InlineData(MapKind.Typed)]
    [InlineData(MapKind.Schemaless)]
    public async Task Following_ends_by_either_cancellation(MapKind kind)
    {
        using var store = new NumberStore(kind);
        foreach (bool isGiven in (bool[])[true, false])
        {
            using var cancellation = new CancellationTokenSource();
            IAsyncEnumerable<Versioned<long>> changes = store.Map.ChangesAsync("a", 0, isGiven ? cancellation.Token : CancellationToken.None);
            Task following = Task.Run(
                async () =>
                {
                    await foreach (Versioned<long> change in changes.WithCancellation(isGiven ? CancellationToken.None : cancellation.Token))
                        Assert.Fail($"nothing has changed: {change}");
                },
                Stop);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following.WaitAsync(Patience, Stop));
        }
    }
}
