using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Objects of a store under run-time keys, for reading.</summary>
/// <remarks>
/// Thread-safe, in any number of processes. A look-up takes no lock, allocates nothing and touches two cache lines of the map: one of its index, one of the entry. The map grows while it is read.
/// Every access to an entry sees one version of it, whole.
/// </remarks>
/// <typeparam name="TKey">string, int, long, Guid, ObjectId, byte[] or an enum.</typeparam>
/// <typeparam name="TValue">A type marked <c>[SharedObject]</c>.</typeparam>
[DebuggerDisplay("{ToString(),nq}")]
public partial class SharedMap<TKey, TValue>
    where TKey : notnull
    where TValue : ISharedObject<TValue>
{
    private readonly ReadObject<TValue> _read = ReadObjectOf<TValue>.Function;

    /// <summary>For generated code.</summary>
    /// <exception cref="NotSupportedException"><typeparamref name="TKey"/> is none of the supported types.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public SharedMap(StoreAttachment attachment, int key)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        Attachment = attachment;
        Reader = attachment.MapReaderOf(key);

        // Fails for types that cannot be keys.
        _ = MapKeyOf<TKey>.Form;
        attachment.Register(key, this);
    }

    /// <summary>Full name of the map: store and property.</summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public string KeyName => Reader.Name;

    /// <summary>Number of entries, including those that have expired and were not removed yet. While the writer is active, a number that was right a moment ago.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public long Count => Reader.ReadRoot().Count;

    /// <summary>Number of the last commit that changed the map; 0 when it was never changed. Never goes back.</summary>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public long Version => Reader.ReadRoot().Version;

    /// <summary>Entries, their bytes, and how many were evicted, as the map itself counts them: as quick as <see cref="Count"/>, however large the map is, so meters can ask often. What the index takes, <see cref="SharedStore.GetHeapReport"/> tells.</summary>
    /// <remarks>While the writer is active, each number was right a moment ago, by itself; within a snapshot, entries and bytes are those of the snapshot, but for one entry that a writer was about to add or remove when it was stopped or died: either number may have it already.</remarks>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="StoreFormatException">The store is damaged.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public MapStatistics Statistics => Reader.ReadRoot().ToStatistics();

    /// <summary>Name, number of entries and version, for logs: no entry is read. Throws nothing.</summary>
    public override string ToString() => KeySummary.OfMap(KeyName, Reader, static map =>
    {
        MapRoot root = map.ReadRoot();
        return (root.Count, root.Version);
    });

    internal StoreAttachment Attachment { get; }

    internal MapReader Reader { get; }

    /// <summary>The entry of a key.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names map and key.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public SharedMapEntry<TValue> this[TKey key]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        [SkipLocalsInit]
        get => TryFind<BlockStart>(key, out MapPlace place) ? new SharedMapEntry<TValue>(Reader, place, HeldKey.Of(key)) : throw NotFound(key);
    }

    /// <summary>Finds the entry of a key.</summary>
    /// <returns>False if there is none; <paramref name="entry"/> must not be used then.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    public bool TryGet(TKey key, out SharedMapEntry<TValue> entry)
    {
        bool found = TryFind<BlockStart>(key, out MapPlace place);
        entry = found ? new SharedMapEntry<TValue>(Reader, place, HeldKey.Of(key)) : default;
        return found;
    }

    /// <summary>Finds the object of a key.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => TryGetValue(key, out value, out _);

    /// <summary>Finds the object of a key, and the version it belongs to, for <c>TrySet</c>.</summary>
    /// <inheritdoc cref="TryGetValue(TKey, out TValue)"/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value, out long version)
    {
        bool found = TryReadObject(key, out value, out MapPlace place);
        version = found ? place.Version : 0;
        return found;
    }

    /// <summary>Whether there is an entry under the key.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentNullException">The key is null.</exception>
    /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    [SkipLocalsInit]
    public bool ContainsKey(TKey key) => TryFind<BlockStart>(key, out _);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryFind<TExtent>(TKey key, out MapPlace place)
        where TExtent : struct, IBlockExtent => MapKey.TryWords(key, out ulong first, out ulong second, out int length)
        ? Reader.TryFindShort<TExtent>(first, second, length, out place)
        : TryFindBytes<TExtent>(key, out place);

    [MethodImpl(MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private bool TryFindBytes<TExtent>(TKey key, out MapPlace place)
        where TExtent : struct, IBlockExtent
    {
        if (key is string text && TextKey.TryEncode(text, stackalloc byte[TextKey.StackBytes], out ReadOnlySpan<byte> ascii))
            return Reader.TryFindBytes<TExtent>(ascii, out place);
        using var bytes = KeyBytes.Of(key);
        return Reader.TryFindBytes<TExtent>(bytes.Value, out place);
    }

    internal KeyNotFoundException NotFound(TKey key) => new($"'{KeyName}' has no key {MapKeyOf<TKey>.Display(key)}.");
}
