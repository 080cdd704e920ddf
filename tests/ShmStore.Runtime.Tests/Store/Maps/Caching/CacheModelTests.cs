using CsCheck;
using ShmStore.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Maps.Caching;

/// <summary>A cache never exceeds its bounds, never returns what it was not given last, and loses entries only by time or by bounds.</summary>
public sealed class CacheModelTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.Int[0, 40].Select(static i => $"account:{i:000000}"),
        Gen.Int[0, 6].Select(static i => new string('é', i)));

    private static readonly Gen<(int Kind, string Key, int Number)> Steps = Gen.Select(Gen.Int[0, 20], Keys, Gen.Int[0, 1000]);

    private static readonly Gen<(long? Entries, long? Bytes, int? Seconds)> Limits =
        Gen.Select(Gen.Int[0, 30].Select(static i => i == 0 ? (long?)null : i), Gen.Int[0, 4].Select(static i => i == 0 ? (long?)null : 1500L * i), Gen.Int[0, 20].Select(static i => i == 0 ? (int?)null : i));

    [Fact]
    public void Any_sequence_of_operations() => Gen.Select(Limits, Steps.List[0, 300]).Sample(
        static (limits, steps) => Run(limits, steps, static clock => [MapStoreWriter.Open(null, new StoreOptions { TimeProvider = clock })]), iter: 150);

    [Fact]
    public void Any_sequence_of_operations_of_several_writers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "several writers need Linux");
        Gen.Select(Limits, Steps.List[0, 300]).Sample(
            static (limits, steps) =>
            {
                using var folder = new TestFolder();
                string path = folder.File();
                Run(limits, steps, clock => [.. Enumerable.Range(0, 3).Select(_ => MapStoreWriter.Open(path, new StoreOptions { TimeProvider = clock, Writers = WriterMode.Several }))]);
            },
            iter: 50);
    }

    // Which writer a step falls to depends on its number.
    private static void Run((long? Entries, long? Bytes, int? Seconds) limits, List<(int Kind, string Key, int Number)> steps, Func<TimeProvider, MapStoreWriter[]> open)
    {
        var clock = new ManualClock();
        MapStoreWriter[] writers = open(clock);
        using MapStore reader = writers[0].OpenReader();
        var all = new MapLimits
        {
            MaximumEntries = limits.Entries,
            MaximumBytes = limits.Bytes,
            TimeToLive = limits.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        var model = new CacheModel(clock, all);
        foreach (MapStoreWriter writer in writers)
            writer.Texts.Limits = all;
        foreach ((int kind, string key, int number) in steps)
        {
            Apply(writers[number % writers.Length], reader, model, clock, kind, key, number);
            model.AssertHolds(reader.Texts);
        }

        SharedMapWriter<string, Sample> map = writers[^1].Texts;
        model.AssertHolds(map);
        long expired = map.RemoveExpired();
        Assert.InRange(expired, 0, map.Count + expired);
        Assert.Equal(map.Count, map.Keys.Count());

        // The last of several knows the blocks that the others have freed when it has taken them.
        if (writers.Length == 1)
            StoreInspection.AssertEveryBlockIsKnown(writers[0]);
        foreach (MapStoreWriter writer in writers)
            writer.Dispose();
    }

    private static void Apply(MapStoreWriter writer, MapStore reader, CacheModel model, ManualClock clock, int kind, string key, int number)
    {
        SharedMapWriter<string, Sample> map = writer.Texts;
        Sample value = Sample.Of(number, 1 + (number % 300));
        var time = TimeSpan.FromSeconds(1 + (number % 10));
        bool present = map.ContainsKey(key);
        switch (kind)
        {
            case 0 or 1 or 2 or 3:
                map.Set(key, value);
                model.Set(key, value, null);
                break;
            case 4 or 5:
                map.Set(key, value, time);
                model.Set(key, value, time);
                break;
            case 6:
                Assert.Equal(!present, map.TryAdd(key, value, time));
                if (!present)
                    model.Set(key, value, time);
                break;
            case 7:
                Assert.Equal(present, map.Remove(key));
                model.Remove(key);
                break;
            case 8 when present:
                map.Update(key, _ => value);
                model.Update(key, value);
                break;
            case 12 when present:
                map.SetFixed<long, long, Int64Codec>(key, Sample.NumberOffset, "Number"u8, number);
                model.Update(key, model.ValueOf(key) with { Number = number });
                break;
            case 13 or 14:
                TimeSpan? renewed = kind == 13 ? time : null;
                Assert.Equal(present, map.TryRenew(key, renewed));
                if (present)
                    model.Set(key, model.ValueOf(key), renewed);
                break;
            case 15:
                Assert.Equal(present, reader.Texts.TryGetTimeToLive(key, out TimeSpan left));
                if (present)
                    Assert.Equal(model.TimeToLiveOf(key), left);
                break;
            case 16 or 17:
                TimeSpan? added = kind == 16 ? time : null;
                Func<string, Sample> make = _ => !present ? value : throw new InvalidOperationException("there is one");
                Func<Sample, Sample> update = old => present && old == model.ValueOf(key) ? value : throw new InvalidOperationException("not the last");
                Assert.Equal(value, added is { } living ? map.AddOrUpdate(key, make, update, living) : map.AddOrUpdate(key, make, update));
                if (present)
                    model.Update(key, value, added);
                else
                    model.Set(key, value, added);
                break;
            case 18:
                Assert.Equal(present, map.TryRemove(key, out Sample? removed));
                if (present)
                    Assert.Equal(model.ValueOf(key), removed);
                model.Remove(key);
                break;
            case 19:
                Assert.Equal(present, map.TryUpdate(key, _ => value, time, out _));
                if (present)
                    model.Update(key, value, time);
                break;
            case 20:
                map.SetMany([new(key, value)], time);
                model.Set(key, value, time);
                break;
            case 9:
                clock.Advance(number % 5);
                break;
            case 10:
                Commit(writer, model, key, value, time);
                break;
            default:
                Assert.Equal(present, reader.Texts.TryGetValue(key, out Sample? found));
                if (present)
                    Assert.Equal(model.ValueOf(key), found);
                break;
        }
    }

    private static void Commit(MapStoreWriter writer, CacheModel model, string key, Sample value, TimeSpan time)
    {
        using StoreCommit commit = writer.BeginCommit();
        writer.Texts.Set(key, value, time);
        writer.Texts.AddOrUpdate("account:000001", _ => value, _ => value);
        writer.Texts.TryRemove("account:000001", out _);
        writer.Beside.Set(value);
        commit.Complete();
        model.Set(key, value, time);
        if (key != "account:000001")
            model.Remove("account:000001");
        else
            model.Remove(key);
    }
}
