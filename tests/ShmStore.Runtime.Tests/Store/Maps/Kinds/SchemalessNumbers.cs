using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Tests.Store.Maps.Kinds;

/// <summary>Numbers in a map of documents without a schema, written through the writer's and read through a reader's.</summary>
internal sealed class SchemalessNumbers(SharedDocumentMapWriter<string> map, SharedDocumentMap<string> reader) : INumberMap
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
        IEnumerable<KeyValuePair<string, BsonDocument>> entries = numbers.Select(static entry => KeyValuePair.Create(entry.Key, Of(entry.Value)));
        if (time is { } living)
            map.SetMany(entries, living);
        else
            map.SetMany(entries);
    }

    public void SetRaw(string key, long number, TimeSpan? time) => _ = time is { } living ? map.SetRaw(key, Of(number).ToBson(), living) : map.SetRaw(key, Of(number).ToBson());

    public void SetExtendedJson(string key, long number, TimeSpan? time)
    {
        string json = $$"""{ "Number": { "$numberLong": "{{number}}" }, "Text": "{{Of(number)["Text"]}}" }""";
        _ = time is { } living ? map.SetExtendedJson(key, json, living) : map.SetExtendedJson(key, json);
    }

    public long Update(string key, Func<long, long?> update, TimeSpan? time) =>
        NumberIn(time is { } living ? map.Update(key, OfUpdate(update), living) : map.Update(key, OfUpdate(update)));

    public bool TryUpdate(string key, Func<long, long?> update, out long updated, TimeSpan? time)
    {
        bool found = time is { } living ? map.TryUpdate(key, OfUpdate(update), living, out BsonDocument? document) : map.TryUpdate(key, OfUpdate(update), out document);
        Assert.Equal(found, document is not null);
        updated = document is null ? 0 : NumberIn(document);
        return found;
    }

    public long AddOrUpdate(string key, Func<string, long?> make, Func<long, long?> update, TimeSpan? time) => time is { } living
        ? NumberIn(map.AddOrUpdate(key, OfMake(make), OfUpdate(update), living))
        : NumberIn(map.AddOrUpdate(key, OfMake(make), OfUpdate(update)));

    public long GetOrAdd(string key, Func<string, long?> make, TimeSpan? time) => time is { } living
        ? NumberIn(map.GetOrAdd(key, OfMake(make), living))
        : NumberIn(map.GetOrAdd(key, OfMake(make)));

    public bool Remove(string key) => map.Remove(key);

    public bool TryRemove(string key, out long number)
    {
        bool removed = map.TryRemove(key, out BsonDocument? document);
        Assert.Equal(removed, document is not null);
        number = document is null ? 0 : NumberIn(document);
        return removed;
    }

    public bool TryRemove(string key, long version) => map.TryRemove(key, version);

    public bool TryRenew(string key, TimeSpan? time) => map.TryRenew(key, time);

    public bool TryGet(string key, out long number, out long version)
    {
        bool found = reader.TryGetValue(key, out BsonDocument? document, out version);
        number = found ? NumberIn(document!) : 0;
        return found;
    }

    public bool TryGet(ReadOnlySpan<char> key, out long number)
    {
        bool found = reader.TryGetValue(key, out BsonDocument? document);
        number = found ? NumberIn(document!) : 0;
        Assert.Equal((found, number), (reader.TryRead(key, static view => view.Get<long, Int64Codec>("Number"u8, true), out long read), read));
        return found;
    }

    public bool TryGet(ReadOnlySpan<byte> key, out long number)
    {
        bool found = reader.TryGetValue(key, out BsonDocument? document);
        number = found ? NumberIn(document!) : 0;
        Assert.Equal((found, number), (reader.TryRead(key, static view => view.Get<long, Int64Codec>("Number"u8, true), out long read), read));
        return found;
    }

    public bool TryGetTimeToLive(string key, out TimeSpan left) => reader.TryGetTimeToLive(key, out left);

    public Task<long> WaitForEntryAsync(string key, long version, CancellationToken cancellation) => reader.WaitForEntryAsync(key, version, cancellation);

    public long WaitForEntry(string key, long version, CancellationToken cancellation) => reader.WaitForEntry(key, version, cancellation);

    public bool TryWaitForEntry(string key, long version, TimeSpan timeout, out long now, CancellationToken cancellation) => reader.TryWaitForEntry(key, version, timeout, out now, cancellation);

    public IAsyncEnumerable<Versioned<long>> ChangesAsync(string key, long version, CancellationToken cancellation) =>
        reader.ChangesAsync(key, version, cancellation).Select(static change => new Versioned<long>(change.Version, change.HasValue, change.Value is null ? 0 : NumberIn(change.Value)));

    private static BsonDocument Of(long number) => new() { ["Number"] = number, ["Text"] = new string((char)('a' + (number % 26)), (int)(number % 300)) };

    private static long NumberIn(BsonDocument document)
    {
        Assert.Equal(Of(document["Number"].AsInt64), document);
        return document["Number"].AsInt64;
    }

    // Changes the document that it is given, as it may.
    private static Func<BsonDocument, BsonDocument> OfUpdate(Func<long, long?> update) => old => update(NumberIn(old)) is { } number ? old.Merge(Of(number), overwriteExistingElements: true) : null!;

    private static Func<string, BsonDocument> OfMake(Func<string, long?> make) => key => make(key) is { } number ? Of(number) : null!;
}
