using System.Collections;
using System.ComponentModel;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Going through all entries.</content>
public partial class SharedMap<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
{
    /// <summary>The keys. As with the entries: none twice, and none left out that was there throughout.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerable<TKey> Keys => new MapItems<TKey, NothingReader, bool, TKey>(Reader, default, withKeys: true, static scan => scan.Key);

    /// <summary>The objects, without their keys, which costs less. As with the entries: each whole, none twice, and none left out that was there throughout.</summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerable<TValue> Values => ReadValues<ObjectReader<TValue>, TValue>(new ObjectReader<TValue>(_read));

    /// <summary>
    /// Goes through all entries, in no particular order, while the map may be written: each is read whole, none comes twice, and none is left out that was there throughout. Entries that are added or removed
    /// meanwhile may come or not.
    /// </summary>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator() =>
        ReadAll<ObjectReader<TValue>, TValue>(new ObjectReader<TValue>(_read)).GetEnumerator();

    /// <summary>Reads all objects in place. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <inheritdoc cref="GetEnumerator"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerable<KeyValuePair<TKey, TResult>> ReadAllViews<TView, TResult>(Func<TView, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadAll<ViewReader<TView, TResult>, TResult>(new ViewReader<TView, TResult>(read));
    }

    /// <summary>Reads all objects in place, without their keys. For generated code, which fixes <typeparamref name="TView"/>.</summary>
    /// <inheritdoc cref="Values"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public IEnumerable<TResult> ReadValueViews<TView, TResult>(Func<TView, TResult> read)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        return ReadValues<ViewReader<TView, TResult>, TResult>(new ViewReader<TView, TResult>(read));
    }

    /// <inheritdoc cref="SharedMapMemberReads"/>
    internal IEnumerable<TResult> ReadValueTuples<TTuple, TResult>()
        where TTuple : struct, IMemberTuple<TResult> => ReadValues<MemberTupleReader<TTuple, TResult>, TResult>(default);

    /// <inheritdoc cref="SharedMapMemberReads"/>
    internal IEnumerable<KeyValuePair<TKey, TResult>> ReadAllTuples<TTuple, TResult>()
        where TTuple : struct, IMemberTuple<TResult> => ReadAll<MemberTupleReader<TTuple, TResult>, TResult>(default);

    internal IEnumerable<TResult> ReadValues<TReader, TResult>(TReader reader)
        where TReader : IBlockReader<TResult> => new MapItems<TKey, TReader, TResult, TResult>(Reader, reader, withKeys: false, static scan => scan.Current);

    internal IEnumerable<KeyValuePair<TKey, TResult>> ReadAll<TReader, TResult>(TReader reader)
        where TReader : IBlockReader<TResult> =>
        new MapItems<TKey, TReader, TResult, KeyValuePair<TKey, TResult>>(Reader, reader, withKeys: true, static scan => new KeyValuePair<TKey, TResult>(scan.Key, scan.Current));

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
