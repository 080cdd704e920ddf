using CsCheck;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>One thing that is done to a map of numbers.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Key">Under which key.</param>
/// <param name="Number">With which number.</param>
/// <param name="Time">For how long; null for the overload without a time.</param>
internal sealed record NumberStep(int Kind, string Key, long Number, TimeSpan? Time)
{
    /// <summary>How many kinds there are.</summary>
    public const int Kinds = 15;

    private static readonly string[] Keys = ["a", "b", "c", "d", "e", "é", "a key that does not fit into two words", new('é', 300)];

    /// <summary>Any.</summary>
    public static Gen<NumberStep> Any { get; } =
        from kind in Gen.Int[0, Kinds - 1]
        from key in Gen.Int[0, Keys.Length - 1].Select(static i => Keys[i])
        from number in Gen.Long[0, 1000]
        from seconds in Gen.Int[-10, 20]
        select new NumberStep(kind, key, number, seconds switch { < 1 => null, 20 => Timeout.InfiniteTimeSpan, _ => TimeSpan.FromSeconds(seconds) });

    /// <summary>Does it to a map and to its model, and asserts that what it returns is right.</summary>
    public void Apply(INumberMap map, NumberModel model)
    {
        long? current = model[Key];
        switch (Kind)
        {
            case 0:
                map.Set(Key, Number, Time);
                model.Set(Key, Number, Time);
                break;
            case 1:
                Assert.Equal(current is null, map.TryAdd(Key, Number, Time));
                if (current is null)
                    model.Set(Key, Number, Time);
                break;
            case 2:
                map.SetMany([new(Key, Number), new("a", Number + 1), new(Key, Number + 2)], Time);
                model.Set("a", Number + 1, Time);
                model.Set(Key, Number + 2, Time);
                break;
            case 3:
                map.SetExtendedJson(Key, Number, Time);
                model.Set(Key, Number, Time);
                break;
            case 4:
                map.SetRaw(Key, Number, Time);
                model.Set(Key, Number, Time);
                break;
            case 5 when current is null:
                Assert.Throws<KeyNotFoundException>(() => map.Update(Key, static _ => throw new InvalidOperationException("of nothing"), Time));
                break;
            case 5:
                Assert.Equal(Sum(current.Value), map.Update(Key, old => Sum(Same(current, old)), Time));
                model.Update(Key, Sum(current.Value), Time);
                break;
            case 6:
                Assert.Equal(current is not null, map.TryUpdate(Key, old => Sum(Same(current, old)), out long updated, Time));
                Assert.Equal(current is { } before ? Sum(before) : 0, updated);
                if (current is not null)
                    model.Update(Key, updated, Time);
                break;
            case 7 or 8:
                Assert.Equal(current is { } value ? Sum(value) : Number, map.AddOrUpdate(Key, key => Made(current, key), old => Sum(Same(current, old)), Time));
                model.Update(Key, current is { } there ? Sum(there) : Number, Time);
                break;
            case 9:
                Assert.Throws<FormatException>(() => map.AddOrUpdate(Key, static _ => throw new FormatException(), static _ => throw new FormatException(), Time));
                Assert.Throws<InvalidOperationException>(() => map.AddOrUpdate(Key, static _ => null, static _ => null, Time));
                break;
            case 10 or 11:
                Assert.Equal(current is not null, map.TryRemove(Key, out long removed));
                Assert.Equal(current ?? 0, removed);
                model.Remove(Key);
                break;
            case 12:
                Assert.Equal(current is not null, map.Remove(Key));
                model.Remove(Key);
                break;
            case 13:
                Assert.Equal(current is not null, map.TryRenew(Key, Time));
                if (current is { } renewed)
                    model.Set(Key, renewed, Time);
                break;
            default:
                Assert.Equal(current ?? Number, map.GetOrAdd(Key, key => Made(current, key), Time));
                if (current is null)
                    model.Set(Key, Number, Time);
                break;
        }
    }

    private static long Same(long? expected, long number)
    {
        Assert.Equal(expected, number);
        return number;
    }

    private long? Made(long? current, string key)
    {
        Assert.Null(current);
        Assert.Equal(Key, key);
        return Number;
    }

    private long Sum(long current) => (current + Number) % 1000;
}
