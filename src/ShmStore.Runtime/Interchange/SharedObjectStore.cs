using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore;

/// <summary>
/// Objects packed into one buffer, which with its memory map is the interchange form: documents back to back in insertion order, no
/// header, no padding. The npm package <c>shm-store</c> reads and writes the same form.
/// </summary>
/// <remarks>
/// The store is frozen: nothing in it changes, so reading takes no lock and no validation. Safe for any number of threads, as long as
/// nobody changes memory given to <see cref="FromMemoryMap"/>.
/// </remarks>
public sealed class SharedObjectStore
{
    private readonly OrderedDictionary<string, SharedObject> _objects;
    private readonly MemoryMap _map;

    private SharedObjectStore(ReadOnlyMemory<byte> memory, MemoryMap map, OrderedDictionary<string, SharedObject> objects)
    {
        SharedMemory = memory;
        _map = map;
        _objects = objects;
    }

    /// <summary>The buffer: all documents back to back. Write it to a file, or send it, beside the JSON of <see cref="GetMemoryMap"/>.</summary>
    public ReadOnlyMemory<byte> SharedMemory { get; }

    /// <summary>The keys in insertion order.</summary>
    public IReadOnlyList<string> Keys => _objects.Keys;

    /// <summary>How many objects there are.</summary>
    public int Count => _objects.Count;

    /// <summary>Packs objects into a new buffer of exactly their summed sizes, in the order given.</summary>
    /// <param name="objects">Keys and objects: a dictionary, or any sequence of pairs. It may be empty.</param>
    /// <exception cref="ArgumentException">
    /// A key is null, appears twice or is not valid UTF-16, an object is null, or all together exceed the largest array, just under 2 GiB.
    /// </exception>
    public static SharedObjectStore FromObjects(IEnumerable<KeyValuePair<string, SharedObject>> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        var given = new OrderedDictionary<string, SharedObject>(StringComparer.Ordinal);
        long total = 0;
        foreach (var (key, value) in objects)
        {
            KeyName.ThrowIfInvalid(key, nameof(objects));
            if (value is null)
                throw new ArgumentException($"The object with the key '{key}' is null.", nameof(objects));
            if (!given.TryAdd(key, value))
                throw new ArgumentException($"The key '{key}' appears twice.", nameof(objects));
            total += value.Raw.Length;
        }
        if (total > Array.MaxLength)
            throw new ArgumentException($"The {given.Count} documents have {total} bytes; one buffer holds at most {Array.MaxLength}.", nameof(objects));
        return Pack(given, (int)total);
    }

    /// <summary>Attaches to a packed buffer, without copying it. Every document is checked once, here.</summary>
    /// <param name="memory">The buffer. It must not change as long as the store is used.</param>
    /// <param name="map">Which document lies where in it. Parts of the buffer may be in no document, but in one at most.</param>
    /// <exception cref="StoreFormatException">
    /// Bounds are not inside the memory, overlap, or are not those of a valid document; the message names the key and the numbers.
    /// </exception>
    public static SharedObjectStore FromMemoryMap(ReadOnlyMemory<byte> memory, MemoryMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        // First: it keeps the work below proportional to the memory, whatever the map says.
        MemoryMapBounds.ThrowIfOutsideOrOverlapping(map, memory.Length);
        var objects = new OrderedDictionary<string, SharedObject>(map.Count, StringComparer.Ordinal);
        foreach (var (key, bounds) in map)
            objects.Add(key, new SharedObject(FrozenDocument.Slice(memory, bounds, $"Object '{key}'")));
        return new SharedObjectStore(memory, map, objects);
    }

    /// <summary>Which document lies where in <see cref="SharedMemory"/>.</summary>
    public MemoryMap GetMemoryMap() => _map;

    /// <summary>Whether there is an object with this key.</summary>
    public bool ContainsKey(string key) => _objects.ContainsKey(key);

    /// <summary>Reads an object as a generated type. For other types there is an extension method of the same name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key; the message names it.</exception>
    /// <exception cref="BsonFormatException">The document does not hold this type.</exception>
    public T Get<T>(string key)
        where T : ISharedObject<T> => Find(key).Get<T>();

    /// <summary>Decodes an object into a new document.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key; the message names it.</exception>
    /// <exception cref="BsonFormatException">It contains the deprecated DBPointer type, which a <see cref="BsonDocument"/> cannot hold.</exception>
    public BsonDocument Get(string key) => Find(key).ToBsonDocument();

    /// <summary>Reads an object as a generated type, if there is one. For other types there is an extension method of the same name.</summary>
    /// <returns>False if there is no such key.</returns>
    /// <exception cref="BsonFormatException">The document does not hold this type.</exception>
    public bool TryGet<T>(string key, [MaybeNullWhen(false)] out T value)
        where T : ISharedObject<T>
    {
        bool found = _objects.TryGetValue(key, out SharedObject? packed);
        value = found ? packed!.Get<T>() : default;
        return found;
    }

    /// <summary>Decodes an object into a new document, if there is one.</summary>
    /// <returns>False if there is no such key.</returns>
    /// <exception cref="BsonFormatException">It contains the deprecated DBPointer type, which a <see cref="BsonDocument"/> cannot hold.</exception>
    public bool TryGet(string key, [MaybeNullWhen(false)] out BsonDocument value)
    {
        value = _objects.TryGetValue(key, out SharedObject? packed) ? packed.ToBsonDocument() : null;
        return value is not null;
    }

    /// <summary>Finds a document's bytes in place.</summary>
    /// <returns>False if there is no such key.</returns>
    public bool TryGetRaw(string key, out ReadOnlyMemory<byte> raw)
    {
        bool found = _objects.TryGetValue(key, out SharedObject? value);
        raw = value?.Raw ?? default;
        return found;
    }

    /// <summary>The object with this key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key; the message names it.</exception>
    internal SharedObject Find(string key) =>
        _objects.TryGetValue(key, out SharedObject? value) ? value : throw KeyName.NotFound(key, _objects.Keys);

    private static SharedObjectStore Pack(OrderedDictionary<string, SharedObject> given, int total)
    {
        byte[] memory = GC.AllocateUninitializedArray<byte>(total);
        var bounds = new OrderedDictionary<string, MemoryBounds>(given.Count, StringComparer.Ordinal);
        var objects = new OrderedDictionary<string, SharedObject>(given.Count, StringComparer.Ordinal);
        int index = 0;
        foreach (var (key, value) in given)
        {
            int size = value.Raw.Length;
            value.Raw.CopyTo(memory.AsMemory(index));
            bounds.Add(key, new MemoryBounds(index, size));
            objects.Add(key, new SharedObject(memory.AsMemory(index, size)));
            index += size;
        }
        return new SharedObjectStore(memory, new MemoryMap(bounds), objects);
    }
}
