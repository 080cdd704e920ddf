using ShmStore.Steps.Samples;

namespace ShmStore.Steps.Checks;

/// <summary>Everything that a reader finds, entries by look-ups and maps by going through them, each with its version.</summary>
internal sealed class Content
{
    /// <summary>What the names of the entries of <see cref="StepStore.M"/> begin with.</summary>
    public const string OfM = "M:";

    /// <summary>What the names of the entries of <see cref="StepStore.N"/> begin with.</summary>
    public const string OfN = "N:";

    private const int Named = 6;

    /// <summary>By name: the entry's own, or that of the map and the key.</summary>
    public SortedDictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>What came twice.</summary>
    public List<string> Doubles { get; } = [];

    /// <summary>The highest version of an entry.</summary>
    public long Highest { get; private set; }

    /// <summary>What is there.</summary>
    public static Content Of(StepStore store)
    {
        var content = new Content();
        content.Add("A", store.A.TryGet(out Item? a, out long versionOfA), a, versionOfA);
        content.Add("B", store.B.TryGet(out Item? b, out long versionOfB), b, versionOfB);
        content.Add("C", store.C.TryGet(out Item? c, out long versionOfC), c, versionOfC);
        foreach ((string key, Item value) in store.M)
            content.Add(OfM + key, store.M.TryGetValue(key, out Item? found, out long version) ? Text(found, version) : "not found: " + Text(value, 0));
        foreach ((int key, Item value) in store.N)
            content.Add(OfN + key, store.N.TryGetValue(key, out Item? found, out long version) ? Text(found, version) : "not found: " + Text(value, 0));
        return content;
    }

    /// <summary>An object and its version.</summary>
    public static string Text(Item? item, long version) => $"{item!.Text}/{item.Number}/{item.Rank}@{version}";

    /// <summary>How two differ, empty if they do not.</summary>
    public static string Difference(SortedDictionary<string, string> here, SortedDictionary<string, string> there)
    {
        IEnumerable<string> more = here.Where(pair => there.GetValueOrDefault(pair.Key) != pair.Value).Select(pair => $"{pair.Key}={pair.Value} not {there.GetValueOrDefault(pair.Key) ?? "missing"}");
        IEnumerable<string> less = there.Keys.Where(key => !here.ContainsKey(key)).Select(key => $"{key} is missing");
        return string.Join(", ", more.Concat(less).Take(Named));
    }

    /// <summary>How many entries a map has.</summary>
    public int Count(string map) => KeysOf(map).Count();

    /// <summary>The keys of a map, as texts.</summary>
    public IEnumerable<string> KeysOf(string map) => Values.Keys.Where(key => key.StartsWith(map, StringComparison.Ordinal)).Select(key => key[map.Length..]);

    /// <summary>True when both are the same.</summary>
    public bool Same(Content other) => Values.SequenceEqual(other.Values);

    /// <inheritdoc cref="Difference(SortedDictionary{string, string}, SortedDictionary{string, string})"/>
    public string Difference(Content other) => Difference(Values, other.Values);

    private void Add(string name, bool there, Item? item, long version)
    {
        Add(name, there ? Text(item, version) : "none@" + version);
        Highest = Math.Max(Highest, version);
    }

    private void Add(string name, string value)
    {
        if (!Values.TryAdd(name, value))
            Doubles.Add(name);
    }
}
