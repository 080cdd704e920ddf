using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ShmStore;

/// <summary>Which document of a packed buffer lies where: a read-only dictionary from key to <see cref="MemoryBounds"/>, in insertion order.</summary>
/// <remarks>
/// As JSON, the form in which it travels beside the buffer: <c>{"key":{"index":0,"size":12}}</c>. JavaScript enumerates keys that look like
/// array indexes before all others, so the order of a map that passed through it is not always the order of the documents.
/// Immutable, hence safe for any number of threads.
/// </remarks>
[JsonConverter(typeof(MemoryMapJsonConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "Memory map is the name of this thing in the interchange format.")]
public sealed class MemoryMap : IReadOnlyDictionary<string, MemoryBounds>
{
    private readonly OrderedDictionary<string, MemoryBounds> _bounds;

    /// <summary>Creates a map of the given entries, in their order.</summary>
    /// <exception cref="ArgumentException">
    /// A key is null, appears twice or is not valid UTF-16, or bounds are negative. Whether the bounds fit a buffer is checked when one is attached.
    /// </exception>
    public MemoryMap(IEnumerable<KeyValuePair<string, MemoryBounds>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _bounds = new OrderedDictionary<string, MemoryBounds>(StringComparer.Ordinal);
        foreach (var (key, bounds) in entries)
        {
            KeyName.ThrowIfInvalid(key, nameof(entries));
            if (bounds.Index < 0 || bounds.Size < 0)
                throw new ArgumentException($"'{key}' has negative bounds: index {bounds.Index}, size {bounds.Size}.", nameof(entries));
            if (!_bounds.TryAdd(key, bounds))
                throw new ArgumentException($"The key '{key}' appears twice.", nameof(entries));
        }
    }

    /// <summary>Wraps entries that were checked, and that nobody else keeps.</summary>
    internal MemoryMap(OrderedDictionary<string, MemoryBounds> bounds) => _bounds = bounds;

    /// <inheritdoc/>
    public int Count => _bounds.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _bounds.Keys;

    /// <inheritdoc/>
    public IEnumerable<MemoryBounds> Values => _bounds.Values;

    /// <summary>The bounds of the document with this key.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names the key and, if they are few, those there are.</exception>
    public MemoryBounds this[string key] => TryGetValue(key, out var bounds) ? bounds : throw KeyName.NotFound(key, _bounds.Keys);

    /// <summary>Reads a map from its JSON form.</summary>
    /// <exception cref="FormatException">The text is not such a map; the message says what is wrong and where.</exception>
    public static MemoryMap Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return MemoryMapJson.Parse(json);
    }

    /// <summary>The map as JSON: <c>{"key":{"index":0,"size":12}}</c>, without whitespace.</summary>
    public string ToJson() => MemoryMapJson.Format(this);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _bounds.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out MemoryBounds value) => _bounds.TryGetValue(key, out value);

    /// <summary>The entries in insertion order.</summary>
    public IEnumerator<KeyValuePair<string, MemoryBounds>> GetEnumerator() => _bounds.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The map as JSON.</summary>
    public override string ToString() => ToJson();
}
