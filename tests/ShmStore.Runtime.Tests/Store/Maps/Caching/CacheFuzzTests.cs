using ShmStore.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>Any operations on maps with bounds that change, in stores that are full now and then: what is counted is what is there, and checking the file finds nothing.</summary>
public sealed class CacheFuzzTests : IDisposable
{
    private const int Stores = 12;
    private const int Operations = 250;
    private const int Keys = 300;

    private readonly TestFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    public void Counters_are_right_and_the_file_is_sound(int count, bool checksums)
    {
        Assert.SkipUnless(count == 1 || OperatingSystem.IsLinux(), "several writers need Linux");
        for (int seed = 0; seed < Stores; seed++)
        {
            string path = _folder.File($"store {seed}");
            var options = new StoreOptions
            {
                TimeProvider = _clock,
                Checksums = checksums,
                MaximumSize = seed % 3 == 0 ? 1 << 20 : 1 << 24,
                Writers = count == 1 ? WriterMode.Exclusive : WriterMode.Several,
            };
            MapStoreWriter[] writers = [.. Enumerable.Range(0, count).Select(_ => MapStoreWriter.Open(path, options))];
            var random = new Random(seed);
            for (int i = 0; i < Operations; i++)
            {
                Change(writers[random.Next(count)], random);
                StoreInspection.AssertCounts(writers[0].Attachment);
            }

            AssertNothingFound(path);
            foreach (MapStoreWriter writer in writers)
                writer.Dispose();
            AssertNothingFound(path);
        }
    }

    private void Change(MapStoreWriter writer, Random random)
    {
        SharedMapWriter<string, Sample> map = writer.Texts;
        try
        {
            switch (random.Next(20))
            {
                case 0:
                    map.Limits = LimitsOf(random);
                    break;
                case 1:
                    writer.Numbers.Limits = random.Next(4) == 0 ? null : new MapLimits { MaximumEntries = random.Next(1, 100) };
                    break;
                case 2 when random.Next(4) == 0:
                    map.Clear();
                    break;
                case 2:
                    map.RemoveExpired();
                    break;
                case 3:
                    _clock.Advance(random.Next(3));
                    break;
                case 4 or 5 or 6 or 7:
                    Commit(writer, random);
                    break;
                case 8:
                    for (int i = 0; i < 50; i++)
                        map.Set($"large:{random.Next(2000)}", Sample.Of(1, random.Next(1, 4000)));
                    break;
                case 9 when map.ContainsKey(KeyOf(5)):
                    map.SetFixed<long, long, Int64Codec>(KeyOf(5), Sample.NumberOffset, "Number"u8, 5);
                    break;
                case 10:
                    map.Remove(KeyOf(random.Next(Keys)));
                    break;
                case 11:
                    map.TryUpdate(KeyOf(random.Next(Keys)), static value => value with { Number = 3 }, out _);
                    break;
                default:
                    for (int i = 0; i < 20; i++)
                    {
                        map.Set(KeyOf(random.Next(Keys)), Sample.Of(1, random.Next(1, 300)));
                        writer.Numbers.Set(random.Next(Keys), Sample.Of(1, random.Next(1, 300)));
                        map.ContainsKey(KeyOf(random.Next(Keys)));
                    }

                    break;
            }
        }
        catch (Exception refused) when (refused is StoreFullException or ArgumentException)
        {
            // Full, or larger than the map may be.
        }
    }

    private static MapLimits? LimitsOf(Random random) => random.Next(4) == 0
        ? null
        : new MapLimits
        {
            MaximumEntries = random.Next(3) == 0 ? null : random.Next(1, 200),
            MaximumBytes = random.Next(3) == 0 ? random.Next(300, 60_000) : null,
            TimeToLive = random.Next(3) == 0 ? TimeSpan.FromSeconds(5) : null,
        };

    // Completed at the first attempt, at a later one after more was staged, or not at all.
    private static void Commit(MapStoreWriter writer, Random random)
    {
        using StoreCommit commit = writer.BeginCommit();
        for (int attempts = random.Next(1, 4); attempts > 0; attempts--)
        {
            for (int i = random.Next(40); i > 0; i--)
                Stage(writer, random);
            if (random.Next(6) == 0)
                return;
            try
            {
                commit.Complete();
                return;
            }
            catch (Exception refused) when (refused is StoreFullException or InvalidOperationException)
            {
                // No room for the commit record, or more than a map may hold: it is open still.
            }
        }
    }

    private static void Stage(MapStoreWriter writer, Random random)
    {
        switch (random.Next(8))
        {
            case 0:
                writer.Texts.Remove(KeyOf(random.Next(Keys)));
                break;
            case 1:
                writer.Numbers.Remove(random.Next(Keys));
                break;
            case 2:
                writer.Numbers.Set(random.Next(Keys), Sample.Of(2, random.Next(1, 200)));
                break;
            case 3 when random.Next(20) == 0:
                writer.Texts.Clear();
                break;
            case 4:
                writer.Texts.Set(KeyOf(random.Next(Keys)), Sample.Of(2, random.Next(1, 200)), TimeSpan.FromSeconds(2));
                break;
            default:
                writer.Texts.Set(KeyOf(random.Next(Keys)), Sample.Of(2, random.Next(1, 9000)));
                break;
        }
    }

    private static void AssertNothingFound(string path) => Assert.Empty(StoreFiles.Verify(path).Findings);

    private static string KeyOf(int number) => $"key:{number}";
}
