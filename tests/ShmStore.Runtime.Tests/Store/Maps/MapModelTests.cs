using CsCheck;
using ShmStore.Bson;
using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>A map does what a <see cref="Dictionary{TKey, TValue}"/> does, whatever is done to it, through the writer, a reader, and the next writer.</summary>
public sealed class MapModelTests
{
    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.Int[0, 60].Select(static i => $"account:{i:000000}"),
        Gen.Int[0, 9].Select(static i => new string((char)('a' + i), i)),
        Gen.String[0, 40].Where(static text => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0),
        Gen.Int[0, 5].Select(static i => new string('é', i + 6)));

    private static readonly Gen<(int Kind, string Key, int Number)> Steps = Gen.Select(Gen.Int[0, 15], Keys, Gen.Int[0, 1000]);

    [Fact]
    public void Any_sequence_of_operations() => Steps.List[0, 400].Sample(static steps =>
    {
        using var writer = MapStoreWriter.Open(null);
        using MapStore reader = writer.OpenReader();
        var model = new Dictionary<string, (Sample Value, long Version)>(StringComparer.Ordinal);
        foreach ((int kind, string key, int number) in steps)
            Apply(writer.Texts, model, kind, key, Sample.Of(number, 1 + (number % 300)));
        AssertSame(model, reader.Texts);
        AssertSame(model, writer.Texts);
        StoreInspection.AssertEveryBlockIsKnown(writer);
    }, iter: 300);

    private static void Apply(SharedMapWriter<string, Sample> map, Dictionary<string, (Sample Value, long Version)> model, int kind, string key, Sample value)
    {
        bool present = model.TryGetValue(key, out (Sample Value, long Version) current);
        switch (kind)
        {
            case 0 or 1 or 2 or 3:
                model[key] = (value, map.Set(key, value));
                break;
            case 4:
                Assert.Equal(!present, map.TryAdd(key, value));
                if (!present)
                    model.Add(key, (value, map[key].Version));
                break;
            case 5 or 6:
                Assert.Equal(present, map.Remove(key));
                model.Remove(key);
                break;
            case 7:
                Assert.False(map.TrySet(key, value, current.Version + 1));
                Assert.True(map.TrySet(key, value, current.Version));
                model[key] = (value, map[key].Version);
                break;
            case 8 when present:
                Assert.Equal(value, map.Update(key, old => old == current.Value ? value : throw new InvalidOperationException("not the current value")));
                model[key] = (value, map[key].Version);
                break;
            case 9 when present:
                long version = map.SetFixed<long, long, Int64Codec>(key, Sample.NumberOffset, "Number"u8, value.Number);
                model[key] = (current.Value with { Number = value.Number }, version);
                break;
            case 9:
                Assert.Throws<KeyNotFoundException>(() => map.SetFixed<long, long, Int64Codec>(key, Sample.NumberOffset, "Number"u8, 1));
                break;
            case 11:
                Assert.Equal(present, map.TryUpdate(key, old => old == current.Value ? value : throw new InvalidOperationException("not the current value"), out Sample? updated));
                Assert.Equal(present ? value : null, updated);
                if (present)
                    model[key] = (value, map[key].Version);
                break;
            case 12:
                Assert.False(map.TryRemove(key, current.Version + 1));
                Assert.Equal(present, map.TryRemove(key, current.Version));
                model.Remove(key);
                break;
            case 13:
                Assert.Equal(value, map.AddOrUpdate(
                    key,
                    missing => !present && missing == key ? value : throw new InvalidOperationException("not missing"),
                    old => present && old == current.Value ? value : throw new InvalidOperationException("not the current value")));
                model[key] = (value, map[key].Version);
                break;
            case 14:
                Assert.Equal(present, map.TryRemove(key, out Sample? removed));
                Assert.Equal(present ? current.Value : null, removed);
                model.Remove(key);
                break;
            case 15:
                map.SetMany([new(key, value), new("", value), new(key, value)]);
                model[""] = (value, map[""].Version);
                model[key] = (value, map[key].Version);
                break;
            case 10 when value.Number % 50 == 0:
                map.Clear();
                model.Clear();
                break;
            default:
                Assert.Equal(present, map.ContainsKey(key));
                break;
        }
    }

    private static void AssertSame(Dictionary<string, (Sample Value, long Version)> model, SharedMap<string, Sample> map)
    {
        Assert.Equal(model.Count, map.Count);
        foreach ((string key, (Sample value, long version)) in model)
        {
            Assert.True(map.TryGetValue(key, out Sample? found, out long foundVersion));
            Assert.Equal(value, found);
            Assert.Equal(version, foundVersion);
            Assert.Equal(value.Number, map[key].GetFixed<long, long, Int64Codec>(Sample.NumberOffset, "Number"u8, true));
            Assert.True(map.TryGet(key.AsSpan(), out SharedMapEntry<Sample> entry) && entry.Version == version);
            Assert.True(map.TryGet(System.Text.Encoding.UTF8.GetBytes(key), out entry) && entry.Value == value);
        }

        for (int i = 0; i < 100; i++)
            Assert.Equal(model.ContainsKey($"account:{i:000000}"), map.ContainsKey($"account:{i:000000}"));
    }
}
