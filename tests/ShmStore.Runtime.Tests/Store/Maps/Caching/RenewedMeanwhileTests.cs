using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Entries that are renewed in time, while a reader that has found the old block looks at the clock only after its time has passed. They are there at every moment.</summary>
public sealed class RenewedMeanwhileTests : IDisposable
{
    private const string Key = "a";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SleepingClock _clock = new();
    private readonly MapStoreWriter _writer;
    private readonly MapStore _reader;

    public RenewedMeanwhileTests()
    {
        _writer = MapStoreWriter.Open(null, new StoreOptions { TimeProvider = _clock });
        _reader = _writer.OpenReader();
        _writer.Texts.Set(Key, Sample.Of(1), Minute);
        DateTimeOffset expiry = _clock.Now + Minute;
        _clock.Sleep = () =>
        {
            _clock.Now = expiry - TimeSpan.FromSeconds(1);
            Assert.True(_writer.Texts.TryRenew(Key, Minute));
            (_clock.Now, expiry) = (expiry, _clock.Now + Minute);
        };
    }

    public static TheoryData<string> Looks => [.. LooksByName.Keys];

    private static IReadOnlyDictionary<string, Func<MapStore, bool>> LooksByName { get; } = new Dictionary<string, Func<MapStore, bool>>
    {
        ["ContainsKey"] = static reader => reader.Texts.ContainsKey(Key),
        ["TryGetValue"] = static reader => reader.Texts.TryGetValue(Key, out _),
        ["Version"] = static reader => reader.Texts[Key].Version > 0,
        ["TryGetTimeToLive"] = static reader => reader.Texts.TryGetTimeToLive(Key, out TimeSpan left) && left > TimeSpan.Zero,
        ["Keys"] = static reader => reader.Texts.Keys.SequenceEqual([Key]),
        ["entries"] = static reader => reader.Texts.Any(),
        ["WaitForEntry"] = static reader => reader.Texts.WaitForEntry(Key, 1, TestContext.Current.CancellationToken) > 1,
        ["Snapshot"] = static reader => reader.Snapshot(static store => store.Texts.ContainsKey(Key) && store.Texts.Any()),
    };

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void They_are_found_though_the_reader_slept_before_it_looked_at_the_clock(string look)
    {
        for (int sleeps = 0; sleeps <= 3; sleeps++)
        {
            _clock.SleepsLeft = sleeps;
            Assert.True(LooksByName[look](_reader), $"{look}, {sleeps} sleeps");
            Assert.Equal(0, _clock.SleepsLeft);
        }
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void Those_that_are_not_renewed_are_gone(string look)
    {
        _clock.Sleep = () => _clock.Now += Minute;
        _clock.SleepsLeft = 1;
        if (look is "Version")
            Assert.Throws<KeyNotFoundException>(() => LooksByName[look](_reader));
        else
            Assert.False(LooksByName[look](_reader));
    }

    /// <summary>A clock whose looks take as long as is said, as those of a process that is stopped.</summary>
    private sealed class SleepingClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public int SleepsLeft { get; set; }

        public Action Sleep { get; set; } = static () => { };

        public override DateTimeOffset GetUtcNow()
        {
            if (SleepsLeft > 0)
            {
                // The writer looks at this clock, too.
                int left = SleepsLeft - 1;
                SleepsLeft = 0;
                Sleep();
                SleepsLeft = left;
            }

            return Now;
        }
    }
}
