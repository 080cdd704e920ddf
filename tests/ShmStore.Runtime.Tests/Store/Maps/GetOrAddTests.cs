using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Store.Maps.Caching;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps;

/// <summary>Objects that are made when they are missing.</summary>
public sealed class GetOrAddTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly MapStoreWriter _writer;

    public GetOrAddTests() => _writer = MapStoreWriter.Open(null, new StoreOptions { TimeProvider = _clock });

    public void Dispose()
    {
        StoreInspection.AssertEveryBlockIsKnown(_writer);
        _writer.Dispose();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_missing_is_made_once_and_what_is_there_is_not_written()
    {
        int made = 0;
        Assert.Equal(Sample.Of(1), _writer.Texts.GetOrAdd("a", key => Make(key, 1)));
        long version = _writer.Version;
        Assert.Equal(Sample.Of(1), _writer.Texts.GetOrAdd("a", key => Make(key, 2)));
        Assert.Equal(Sample.Of(1), await _writer.Texts.GetOrAddAsync("a", (key, _) => new ValueTask<Sample>(Make(key, 3)), cancellationToken: Stop));
        Assert.Equal((1, version), (made, _writer.Version));
        Assert.Equal(Sample.Of(4), await _writer.Texts.GetOrAddAsync("b", MakeSlowly, cancellationToken: Stop));
        Assert.Equal(Sample.Of(4), _writer.Texts["b"].Value);

        Sample Make(string key, int number)
        {
            Assert.Equal("a", key);
            made++;
            return Sample.Of(number);
        }

        static async ValueTask<Sample> MakeSlowly(string key, CancellationToken cancellation)
        {
            Assert.Equal(Stop, cancellation);
            await Task.Delay(1, cancellation);
            return Sample.Of(4);
        }
    }

    [Fact]
    public async Task What_takes_time_is_added_by_a_commit_of_its_own_whoever_completes_it()
    {
        var making = new TaskCompletionSource<Sample>();
        Task<Sample> added = _writer.Texts.GetOrAddAsync("a", (_, _) => new ValueTask<Sample>(making.Task), cancellationToken: Stop).AsTask();
        using (_writer.BeginCommit())
        {
            _writer.Beside.Set(Sample.Of(2));
            making.SetResult(Sample.Of(1));
        }

        Assert.Equal(Sample.Of(1), await added);
        Assert.Equal(Sample.Of(1), _writer.Texts["a"].Value);
        Assert.False(_writer.Beside.HasValue);

        var other = new TaskCompletionSource<Sample>();
        added = _writer.Texts.GetOrAddAsync("b", (_, _) => new ValueTask<Sample>(other.Task), cancellationToken: Stop).AsTask();
        _writer.Texts.Update("a", sample =>
        {
            other.SetResult(Sample.Of(3));
            return sample;
        });
        Assert.Equal(Sample.Of(3), await added);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_made_after_the_cancellation_is_not_added(bool isMadeAtOnce)
    {
        using var cancellation = new CancellationTokenSource();
        long version = _writer.Version;
        var error = await Assert.ThrowsAsync<OperationCanceledException>(async () => await _writer.Texts.GetOrAddAsync(
            "a",
            async (_, _) =>
            {
                if (!isMadeAtOnce)
                    await Task.Yield();
                await cancellation.CancelAsync();
                return Sample.Of(1);
            },
            cancellationToken: cancellation.Token));
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.Equal((0, version), (_writer.Texts.Count, _writer.Version));

        // What is there is no waiting, and no change.
        _writer.Texts.Set("a", Sample.Of(2));
        Assert.Equal(Sample.Of(2), await _writer.Texts.GetOrAddAsync("a", static (_, _) => throw new FormatException(), cancellationToken: cancellation.Token));
    }

    [Fact]
    public void It_lives_for_its_own_time_or_that_of_the_map()
    {
        _writer.Texts.Limits = new MapLimits { TimeToLive = TimeSpan.FromMinutes(1) };
        _writer.Texts.GetOrAdd("a", static _ => Sample.Of(1));
        _writer.Texts.GetOrAdd("b", static _ => Sample.Of(1), TimeSpan.FromMinutes(2));
        _clock.Advance(60);
        Assert.Equal(["b"], _writer.Texts.Keys);
        Assert.Equal(Sample.Of(2), _writer.Texts.GetOrAdd("a", static _ => Sample.Of(2)));
        Assert.Equal(Sample.Of(1), _writer.Texts.GetOrAdd("b", static _ => Sample.Of(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => _writer.Texts.GetOrAdd("c", static _ => Sample.Of(2), TimeSpan.Zero));
    }

    [Fact]
    public async Task A_function_that_fails_changes_nothing_and_one_may_write()
    {
        Assert.Throws<FormatException>(() => _writer.Texts.GetOrAdd("a", static _ => throw new FormatException()));
        Assert.Contains("Texts", Assert.Throws<InvalidOperationException>(() => _writer.Texts.GetOrAdd("a", static _ => null!)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FormatException>(async () => await _writer.Texts.GetOrAddAsync("a", static (_, _) => throw new FormatException(), cancellationToken: Stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await _writer.Texts.GetOrAddAsync("a", static async (_, token) => { await Task.Delay(-1, token); return Sample.Of(1); }, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentNullException>("make", () => _writer.Texts.GetOrAdd("a", null!));
        Assert.Equal(0, _writer.Texts.Count);

        // The one that was added meanwhile counts.
        Assert.Equal(Sample.Of(1), _writer.Texts.GetOrAdd("a", key =>
        {
            _writer.Texts.Set(key, Sample.Of(1));
            return Sample.Of(2);
        }));
    }

    [Fact]
    public void In_a_commit_what_it_has_staged_counts()
    {
        _writer.Texts.Set("removed", Sample.Of(1));
        _writer.Texts.Set("changed", Sample.Of(1));
        using (StoreCommit commit = _writer.BeginCommit())
        {
            _writer.Texts.Remove("removed");
            _writer.Texts.Set("changed", Sample.Of(2));
            Assert.Equal(Sample.Of(3), _writer.Texts.GetOrAdd("removed", static _ => Sample.Of(3)));
            Assert.Equal(Sample.Of(2), _writer.Texts.GetOrAdd("changed", static _ => Sample.Of(3)));
            Assert.Equal(Sample.Of(3), _writer.Texts.GetOrAdd("new", static _ => Sample.Of(3)));
            Assert.Equal(Sample.Of(3), _writer.Texts.GetOrAdd("new", static _ => Sample.Of(4)));
            Assert.Throws<InvalidOperationException>(() => { _ = _writer.Texts.GetOrAddAsync("new", static (_, _) => new ValueTask<Sample>(Sample.Of(5)), cancellationToken: Stop).AsTask(); });
            Assert.Equal(2, _writer.Texts.Count);
            commit.Complete();
        }

        Assert.Equal([Sample.Of(2), Sample.Of(3), Sample.Of(3)], _writer.Texts.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => pair.Value));
    }

    [Fact]
    public async Task All_who_miss_a_key_at_once_get_the_same_object()
    {
        const int threads = 4;
        const int keys = 2000;

        // With other keys until some were missed by more than one thread.
        int made = 0, rounds = 0;
        for (var watch = Stopwatch.StartNew(); made == rounds * keys && watch.Elapsed < StressTime.Patience; rounds++)
        {
            int round = rounds;
            using var start = new Barrier(threads);
            Sample[][] got = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
                () =>
                {
                    var values = new Sample[keys];
                    start.SignalAndWait();
                    for (int i = 0; i < keys; i++)
                    {
                        values[i] = _writer.Texts.GetOrAdd($"key:{round}:{i}", _ =>
                        {
                            Interlocked.Increment(ref made);
                            return Sample.Of((i * threads) + thread);
                        });
                    }

                    return values;
                },
                Stop,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            for (int i = 0; i < keys; i++)
                Assert.All(got, values => Assert.Equal(_writer.Texts[$"key:{round}:{i}"].Value, values[i]));
        }

        Assert.True(made > rounds * keys, $"No key of {made} was missed twice.");
    }

    [Fact]
    public void What_goes_between_the_refused_addition_and_the_look_is_added_anew()
    {
        bool wasAddedAnew = false;
        for (int looks = 1; looks <= 8; looks++)
        {
            var clock = new JumpingClock();
            using var writer = MapStoreWriter.Open(null, new StoreOptions { TimeProvider = clock });
            Sample got = writer.Texts.GetOrAdd("a", key =>
            {
                writer.Texts.Set(key, Sample.Of(1), TimeSpan.FromMinutes(1));
                clock.LooksUntilLater = looks;
                return Sample.Of(2);
            });
            clock.LooksUntilLater = int.MaxValue;
            if (got.Number != 2)
                continue;
            wasAddedAnew = true;
            Assert.Equal(2, writer.Texts["a"].Value.Number);
        }

        Assert.True(wasAddedAnew);
    }

    [Fact]
    public async Task What_is_evicted_and_removed_meanwhile_is_made_anew()
    {
        _writer.Texts.Limits = new MapLimits { MaximumEntries = 20 };
        bool stop = false;
        Task removing = Task.Run(
            () =>
            {
                for (int i = 0; !Volatile.Read(ref stop); i++)
                    _writer.Texts.Remove($"key:{i % 50}");
            },
            Stop);
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++)
        {
            int key = random.Next(50);
            Assert.Equal(key, _writer.Texts.GetOrAdd($"key:{key}", _ => Sample.Of(key)).Number);
        }

        Volatile.Write(ref stop, true);
        await removing;
        Assert.InRange(_writer.Texts.Count, 0, 20);
    }
}
