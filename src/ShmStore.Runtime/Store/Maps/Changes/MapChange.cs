using System.Diagnostics.CodeAnalysis;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>One change of a map.</summary>
/// <typeparam name="TKey">Type of the keys.</typeparam>
/// <typeparam name="TValue">Type of the objects.</typeparam>
public readonly record struct MapChange<TKey, TValue>
    where TKey : notnull
{
    private readonly VersionReader<TValue>? _read;
    private readonly BlockStamp _block;

    internal MapChange(MapChangeKind kind, long version, TKey key, VersionReader<TValue>? read, BlockStamp block)
    {
        Kind = kind;
        Version = version;
        Key = key;
        _read = read;
        _block = block;
    }

    /// <summary>What has happened.</summary>
    public MapChangeKind Kind { get; }

    /// <summary>Number of the commit. Of what was missed: all changes that cannot be told are of this commit or earlier ones.</summary>
    public long Version { get; }

    /// <summary>The key of the entry that was set or removed; the default of the type when the map was cleared or changes were missed.</summary>
    public TKey Key { get; }

    /// <summary>The same change under another key.</summary>
    internal MapChange<TOther, TValue> WithKey<TOther>(TOther key)
        where TOther : notnull => new(Kind, Version, key, _read, _block);

    /// <summary>Gets the object that was set: that of <see cref="Version"/>, though it may have been replaced since. A new instance each time.</summary>
    /// <returns>False when it was replaced or removed since and its memory used again, which a later change tells; or when <see cref="Kind"/> is another.</returns>
    /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryGetValue([MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        return _read is not null && _read(_block, out value);
    }
}
