using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
    private readonly TKey _key;

    internal MapChange(MapChangeKind kind, long version, TKey key, VersionReader<TValue>? read, BlockStamp block)
    {
        Kind = kind;
        Version = version;
        _key = key;
        _read = read;
        _block = block;
    }

    /// <summary>What has happened.</summary>
    public MapChangeKind Kind { get; }

    /// <summary>Number of the commit. Of what was missed: all changes that cannot be told are of this commit or earlier ones.</summary>
    public long Version { get; }

    /// <summary>The key of the entry that was set or removed.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Kind"/> is neither <see cref="MapChangeKind.Set"/> nor <see cref="MapChangeKind.Removed"/>: when the map was cleared, or changes were missed, that is of no key.</exception>
    public TKey Key => HasKey ? _key : throw new InvalidOperationException($"A change of the kind {Kind} has no key: only {nameof(MapChangeKind.Set)} and {nameof(MapChangeKind.Removed)} have one.");

    /// <summary>Whether the change is of one entry.</summary>
    internal bool HasKey => Kind is MapChangeKind.Set or MapChangeKind.Removed;

    /// <summary>The same change of a map with other keys.</summary>
    internal MapChange<TOther, TValue> WithKey<TOther>(Func<TKey, TOther> change)
        where TOther : notnull => new(Kind, Version, HasKey ? change(_key) : default!, _read, _block);

    /// <summary>Gets the object that was set: that of <see cref="Version"/>, though it may have been replaced since. A new instance each time.</summary>
    /// <returns>False when it was replaced or removed since and its memory used again, which a later change tells; or when <see cref="Kind"/> is another.</returns>
    /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryGetValue([MaybeNullWhen(false)] out TValue value)
    {
        value = default;
        return _read is not null && _read(_block, out value);
    }

    /// <summary>Whether both are the same change of the same map, as one attached store has it. Keys are compared as the map compares them: of bytes, what is in them.</summary>
    public bool Equals(MapChange<TKey, TValue> other) =>
        Kind == other.Kind && Version == other.Version && _block == other._block && Equals(_read, other._read) && (!HasKey || MapKeyOf<TKey>.Comparer.Equals(_key, other._key));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Version, HasKey ? MapKeyOf<TKey>.Comparer.GetHashCode(_key) : 0);

    /// <summary>Kind, version and key, for logs: bytes in hexadecimal, and of a long key no more than fits in a line. The object is not read.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(MapChange<,>)} {{ {nameof(Kind)} = {Kind}, {nameof(Version)} = {Version}{(HasKey ? $", {nameof(Key)} = {MapKeyOf<TKey>.Display(_key)}" : "")} }}");
}
