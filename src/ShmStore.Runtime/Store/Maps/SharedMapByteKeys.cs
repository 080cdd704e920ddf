using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using MongoDB.Bson;
using ShmStore.Bson;
using ShmStore.Documents;
using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>Look-ups in maps with keys of bytes by a span, such as one on the stack. Nothing is allocated for the key.</summary>
public static class SharedMapByteKeys
{
    /// <summary>Finds the entry of a key.</summary>
    /// <returns>False if there is none; <paramref name="entry"/> must not be used then.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static bool TryGet<TValue>(this SharedMap<byte[], TValue> map, ReadOnlySpan<byte> key, out SharedMapEntry<TValue> entry)
        where TValue : ISharedObject<TValue>
    {
        ArgumentNullException.ThrowIfNull(map);
        return SpanKeys.TryGet(map.Reader, HeldKey.Bytes(key), out entry);
    }

    /// <summary>Finds the object of a key.</summary>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static bool TryGetValue<TValue>(this SharedMap<byte[], TValue> map, ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value)
        where TValue : ISharedObject<TValue> => TryGetValue(map, key, out value, out _);

    /// <summary>Finds the object of a key, and the version it belongs to, for <c>TrySet</c>.</summary>
    /// <inheritdoc cref="TryGetValue{TValue}(SharedMap{byte[], TValue}, ReadOnlySpan{byte}, out TValue)"/>
    public static bool TryGetValue<TValue>(this SharedMap<byte[], TValue> map, ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value, out long version)
        where TValue : ISharedObject<TValue>
    {
        ArgumentNullException.ThrowIfNull(map);
        return SpanKeys.TryGetValue(map.Reader, HeldKey.Bytes(key), out value, out version);
    }

    /// <summary>Reads the object of a key through a view, if there is one. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <inheritdoc cref="TryGetValue{TValue}(SharedMap{byte[], TValue}, ReadOnlySpan{byte}, out TValue)"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static bool TryReadView<TValue, TView, TResult>(this SharedMap<byte[], TValue> map, ReadOnlySpan<byte> key, Func<TView, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TValue : ISharedObject<TValue>
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(map);
        return SpanKeys.TryReadView(map.Reader, HeldKey.Bytes(key), read, out result);
    }

    /// <summary>Whether there is an entry under a key.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static bool ContainsKey<TValue>(this SharedMap<byte[], TValue> map, ReadOnlySpan<byte> key)
        where TValue : ISharedObject<TValue>
    {
        ArgumentNullException.ThrowIfNull(map);
        return HeldKey.Bytes(key).TryFind(map.Reader, out _);
    }

    /// <summary>Whether there is a document under a key.</summary>
    /// <inheritdoc cref="ContainsKey{TValue}(SharedMap{byte[], TValue}, ReadOnlySpan{byte})"/>
    public static bool ContainsKey(this SharedDocumentMap<byte[]> map, ReadOnlySpan<byte> key)
    {
        ArgumentNullException.ThrowIfNull(map);
        return HeldKey.Bytes(key).TryFind(map.Reader, out _);
    }

    /// <summary>Gets the document of a key if there is one.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">A new instance each time, which the caller may change.</param>
    /// <returns>False if there is none.</returns>
    /// <exception cref="BsonFormatException">The stored bytes are damaged.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static bool TryGetValue(this SharedDocumentMap<byte[]> map, ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out BsonDocument value) =>
        TryRead(map, key, BsonValueReader.ReadDocument, out value);

    /// <summary>Reads the document of a key in place, if there is one, without building a <see cref="BsonDocument"/>.</summary>
    /// <param name="map">The map.</param>
    /// <param name="key">The key.</param>
    /// <param name="read">Computes a result from the view. May run more than once, so it has no effects.</param>
    /// <param name="result">The result.</param>
    /// <inheritdoc cref="TryGetValue(SharedDocumentMap{byte[]}, ReadOnlySpan{byte}, out BsonDocument)"/>
    public static bool TryRead<TResult>(this SharedDocumentMap<byte[]> map, ReadOnlySpan<byte> key, Func<DocumentView, TResult> read, [MaybeNullWhen(false)] out TResult result)
    {
        ArgumentNullException.ThrowIfNull(map);
        return SpanKeys.TryRead(map.Reader, HeldKey.Bytes(key), read, out result);
    }
}
