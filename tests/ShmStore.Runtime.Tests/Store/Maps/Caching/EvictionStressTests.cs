using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Readers while a small cache is written at full speed, and its writer is killed.</summary>
public sealed class EvictionStressTests : IDisposable
{
    private const int Patience = 60_000;

    // Freed blocks rest in the order in which they were freed; these are more than there are.
    private const int WritesToReuse = 50_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_found_is_whole_and_of_its_own_key(bool expires)
    {
        using var writer = MapStoreWriter.Open(_folder.File());
        writer.Texts.Limits = new MapLimits { MaximumEntries = CacheTraffic.Entries, TimeToLive = expires ? TimeSpan.FromMilliseconds(20) : null };
        bool stop = false;
        Task<string?>[] readers = [.. Enumerable.Range(0, 2).Select(seed => Task.Factory.StartNew(
            () =>
            {
                using MapStore reader = writer.OpenReader();
                return CacheTraffic.Check(reader.Texts, seed, () => Volatile.Read(ref stop), static key => key);
            },
            TaskCreationOptions.LongRunning))];
        var traffic = new CacheTraffic(writer.Texts);
        long end = Environment.TickCount64 + (long)StressTime.Normal.TotalMilliseconds;
        while (Environment.TickCount64 < end && !readers.Any(static reader => reader.IsCompleted))
        {
            traffic.Write();
            Assert.InRange(writer.Texts.Count, 0, CacheTraffic.Entries);
        }

        Volatile.Write(ref stop, true);
        Assert.All(await Task.WhenAll(readers), Assert.Null);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }

    [Fact]
    public async Task A_value_of_another_key_is_noticed()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Texts.Limits = new MapLimits { MaximumEntries = CacheTraffic.Entries };
        var traffic = new CacheTraffic(writer.Texts);
        for (int i = 0; i < 1000; i++)
            traffic.Write();
        using MapStore reader = writer.OpenReader();
        Assert.NotNull(await Task.Run(() => CacheTraffic.Check(reader.Texts, 1, static () => false, static key => key ^ 1)));
    }

    [Fact]
    public async Task Control_a_reader_that_believes_what_it_sees_before_its_last_look_is_caught()
    {
        using var writer = MapStoreWriter.Open(null);
        writer.Texts.Limits = new MapLimits { MaximumEntries = CacheTraffic.Entries };
        bool stop = false;
        long written = 0;
        Task<string?> believer = Task.Factory.StartNew(
            () =>
            {
                using MapStore reader = writer.OpenReader();
                return BelieveTooEarly(reader.Texts, () => Volatile.Read(ref stop), () => Volatile.Read(ref written));
            },
            TaskCreationOptions.LongRunning);
        var traffic = new CacheTraffic(writer.Texts);
        long end = Environment.TickCount64 + Patience;
        while (Environment.TickCount64 < end && !believer.IsCompleted)
        {
            traffic.Write();
            Volatile.Write(ref written, written + 1);
        }

        Volatile.Write(ref stop, true);
        Assert.NotNull(await believer);
    }

    [Fact]
    public async Task The_next_writer_keeps_the_bounds()
    {
        string path = _folder.File();
        var random = new Random(1);
        for (int round = 0; round < 10; round++)
        {
            using (HostProcess child = HostProcess.Start("map-cache", path))
            {
                child.Await("writing");
                await Task.Delay(random.Next(1, 60), TestContext.Current.CancellationToken);
                child.Kill();
            }

            using (var reader = MapStore.Open(path))
            {
                Assert.InRange(reader.Texts.Count, 1, CacheTraffic.Entries + 1);
                Assert.All(reader.Texts, static pair => Assert.Equal(CacheTraffic.KeyOf(pair.Value.Number), pair.Key));
            }

            using var writer = MapStoreWriter.Open(path);
            Assert.InRange(writer.Texts.Count, 1, CacheTraffic.Entries);
            StoreInspection.AssertEveryBlockIsKnown(writer);
            writer.Texts.Limits = new MapLimits { MaximumEntries = CacheTraffic.Entries / 2 };
            var traffic = new CacheTraffic(writer.Texts);
            for (int i = 0; i < 1000; i++)
            {
                traffic.Write();
                Assert.InRange(writer.Texts.Count, 1, CacheTraffic.Entries / 2);
            }

            StoreInspection.AssertEveryBlockIsKnown(writer);
        }
    }

    // What the function of ReadView sees counts only when the block has stood until the function has returned. This one looks after so much was written that the block has been used again.
    private static string? BelieveTooEarly(SharedMap<string, Sample> map, Func<bool> stop, Func<long> written)
    {
        string? wrong = null;
        for (int round = 0; wrong is null && !stop(); round++)
        {
            string key = CacheTraffic.KeyOf(round);
            try
            {
                map.ReadView<Sample.View, int>(key, view =>
                {
                    for (long before = written(); wrong is null && !stop() && written() < before + WritesToReuse;)
                        Thread.Sleep(1);
                    if (CacheTraffic.KeyOf(view.Number) != key)
                        wrong = $"under {key}: {view.Number}";
                    return 0;
                });
            }
            catch (Exception missing) when (missing is KeyNotFoundException or ReadContentionException)
            {
            }
        }

        return wrong;
    }
}
