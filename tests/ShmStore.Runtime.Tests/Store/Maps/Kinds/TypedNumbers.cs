using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Numbers in a typed map, written through the writer's and read through a reader's.</summary>
internal sealed class TypedNumbers(SharedMapWriter<string, Sample> map, SharedMap<string, Sample> reader) : INumberMap
{
    public MapLimits? Limits
    {
        get => map.Limits;
        set => map.Limits = value;
    }

    public IReadOnlyDictionary<string, long> All => reader.ToDictionary(static entry => entry.Key, static entry => NumberIn(entry.Value), StringComparer.Ordinal);

    public long Version => reader.Version;

    public void Set(string key, long number, TimeSpan? time) => _ = time is { } living ? map.Set(key, Of(number), living) : map.Set(key, Of(number));

    public bool TryAdd(string key, long number, TimeSpan? time) => time is { } living ? map.TryAdd(key, Of(number), living) : map.TryAdd(key, Of(number));

    public bool TryAdd(string key, long number, out long version, TimeSpan? time) => time is { } living ? map.TryAdd(key, Of(number), living, out version) : map.TryAdd(key, Of(number), out version);

    public bool TrySet(string key, long number, long version, TimeSpan? time) => time is { } living ? map.TrySet(key, Of(number), version, living) : map.TrySet(key, Of(number), version);

    public bool TrySet(string key, long number, long version, out long present, TimeSpan? time) =>
        time is { } living ? map.TrySet(key, Of(number), version, living, out present) : map.TrySet(key, Of(number), version, out present);

    public void SetMany(IEnumerable<KeyValuePair<string, long>> numbers, TimeSpan? time)
    {
        IEnumerable<KeyValuePair<string, Sample>> entries = numbers.Select(static entry => KeyValuePair.Create(entry.Key, Of(entry.Value)));
        if (time is { } living)
            map.SetMany(entries, living);
        else
            map.SetMany(entries);
    }

    public void SetRaw(string key, long number, TimeSpan? time)
    {
        byte[] document = SharedObject.FromExtendedJson(Json(number)).Raw.ToArray();
        _ = time is { } living ? map.SetRaw(key, document, living) : map.SetRaw(key, document);
    }

    public void SetExtendedJson(string key, long number, TimeSpan? time) => _ = time is { } living ? map.SetExtendedJson(key, Json(number), living) : map.SetExtendedJson(key, Json(number));

    public long Update(string key, Func<long, long?> update, TimeSpan? time) =>
        (time is { } living ? map.Update(key, OfUpdate(update), living) : map.Update(key, OfUpdate(update))).Number;

    public bool TryUpdate(string key, Func<long, long?> update, out long updated, TimeSpan? time)
    {
        bool found = time is { } living ? map.TryUpdate(key, OfUpdate(update), living, out Sample? sample) : map.TryUpdate(key, OfUpdate(update), out sample);
        updated = sample?.Number ?? 0;
        return found;
    }

    public long AddOrUpdate(string key, Func<string, long?> make, Func<long, long?> update, TimeSpan? time) => time is { } living
        ? map.AddOrUpdate(key, OfMake(make), OfUpdate(update), living).Number
        : map.AddOrUpdate(key, OfMake(make), OfUpdate(update)).Number;

    public long GetOrAdd(string key, Func<string, long?> make, TimeSpan? time) => time is { } living
        ? map.GetOrAdd(key, OfMake(make), living).Number
        : map.GetOrAdd(key, OfMake(make)).Number;

    public bool Remove(string key) => map.Remove(key);

    public bool TryRemove(string key, out long number)
    {
        bool removed = map.TryRemove(key, out Sample? sample);
        Assert.Equal(removed, sample is not null);
        number = sample is null ? 0 : NumberIn(sample);
        return removed;
    }

    public bool TryRemove(string key, long version) => map.TryRemove(key, version);

    public bool TryRenew(string key, TimeSpan? time) => map.TryRenew(key, time);

    public bool TryGet(string key, out long number, out long version)
    {
        bool found = reader.TryGetValue(key, out Sample? sample, out version);
        number = found ? NumberIn(sample!) : 0;
        return found;
    }

    public bool TryGet(ReadOnlySpan<char> key, out long number)
    {
        bool found = reader.TryGet(key, out SharedMapEntry<Sample> entry);
        number = found ? NumberIn(entry.Value) : 0;
        return found;
    }

    public bool TryGet(ReadOnlySpan<byte> key, out long number)
    {
        bool found = reader.TryGet(key, out SharedMapEntry<Sample> entry);
        number = found ? NumberIn(entry.Value) : 0;
        return found;
    }

    public bool TryGetTimeToLive(string key, out TimeSpan left) => reader.TryGetTimeToLive(key, out left);

    public Task<long> WaitForEntryAsync(string key, long version, CancellationToken cancellation) => reader.WaitForEntryAsync(key, version, cancellation);

    public long WaitForEntry(string key, long version, CancellationToken cancellation) => reader.WaitForEntry(key, version, cancellation);

    public bool TryWaitForEntry(string key, long version, TimeSpan timeout, out long now, CancellationToken cancellation) => reader.TryWaitForEntry(key, version, timeout, out now, cancellation);

    public IAsyncEnumerable<Versioned<long>> ChangesAsync(string key, long version, CancellationToken cancellation) =>
        reader.ChangesAsync(key, version, cancellation).Select(static change => new Versioned<long>(change.Version, change.HasValue, change.Value?.Number ?? 0));

    private static Sample Of(long number) => Sample.Of(number, 1 + (int)(number % 300));

    private static string Json(long number) => $$"""{ "Number": {{number}}, "Half": {{number / 2}}.{{number % 2 * 5}}, "Text": "{{Of(number).Text}}" }""";

    private static long NumberIn(Sample sample)
    {
        Assert.Equal(Of(sample.Number), sample);
        return sample.Number;
    }

    private static Func<Sample, Sample> OfUpdate(Func<long, long?> update) => old => update(NumberIn(old)) is { } number ? Of(number) : null!;

    private static Func<string, Sample> OfMake(Func<string, long?> make) => key => make(key) is { } number ? Of(number) : null!;
}
