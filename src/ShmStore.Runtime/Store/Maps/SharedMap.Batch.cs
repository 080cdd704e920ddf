using System.ComponentModel;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <content>Look-ups of many keys at once, whose cache misses overlap: first the buckets of a group of keys are asked for, then the blocks, then the entries are read.</content>
public partial class SharedMap<TKey, TValue>
{
    // Enough look-ups at once to keep a core's line fill buffers busy.
    private const int GroupLength = 16;

    /// <summary>Gets the objects of many keys. Each is whole; they may be of different commits.</summary>
    /// <param name="keys">The keys, in any order; one may come twice.</param>
    /// <param name="values">Gets the object of each key at the same place; the default of the type for a key without an object.</param>
    /// <param name="found">Gets for each key whether it has an object; may be left empty.</param>
    /// <returns>How many of the keys have an object.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is too short; or a key cannot be one: null, too long, or text that is not Unicode.</exception>
    /// <exception cref="ReadContentionException">The writer overtook every attempt to read one of them.</exception>
    /// <exception cref="BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue?> values, Span<bool> found = default)
    {
        ThrowIfShorter(values.Length, keys.Length, nameof(values));
        return ReadMany<ObjectReader<TValue>, TValue?>(keys, values, new ObjectReader<TValue>(_read), found);
    }

    internal int ReadMany<TReader, TResult>(ReadOnlySpan<TKey> keys, Span<TResult> results, TReader reader, Span<bool> found)
        where TReader : struct, IBlockReader<TResult> => ReadEntries<TReader, TResult, WholeBlock, DocumentStep<TReader, TResult>>(keys, results, reader, found);

    /// <summary>Reads the objects of many keys through views. For generated code, which fixes <typeparamref name="TView"/>. Allocates nothing.</summary>
    /// <param name="keys">The keys, in any order; one may come twice.</param>
    /// <param name="results">Gets the result for each key at the same place; the default of the type for a key without an object, which is null for a class.</param>
    /// <param name="read">Computes a result from a view. May run more than once for a key, so it has no effects.</param>
    /// <param name="found">Gets for each key whether it has an object; may be left empty.</param>
    /// <returns>How many of the keys have an object.</returns>
    /// <inheritdoc cref="GetMany"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int ReadViews<TView, TResult>(ReadOnlySpan<TKey> keys, Span<TResult> results, Func<TView, TResult> read, Span<bool> found = default)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        ThrowIfShorter(results.Length, keys.Length, nameof(results));
        var reader = new ViewReader<TView, TResult>(read);
        return ReadEntries<ViewReader<TView, TResult>, TResult, BlockStart, DocumentStep<ViewReader<TView, TResult>, TResult>>(keys, results, reader, found);
    }

    /// <inheritdoc cref="SharedMapMemberReads"/>
    internal int ReadTuples<TTuple, TResult>(ReadOnlySpan<TKey> keys, Span<TResult> results, Span<bool> found)
        where TTuple : struct, IMemberTuple<TResult>
    {
        ThrowIfShorter(results.Length, keys.Length, nameof(results));
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return ReadEntries<MemberTupleReader<TTuple, TResult>, TResult, BlockStart, MembersStep<TTuple, TResult>>(keys, results, reader, found);
    }

    [SkipLocalsInit]
    private int ReadEntries<TReader, TResult, TExtent, TStep>(ReadOnlySpan<TKey> keys, Span<TResult> results, TReader reader, Span<bool> found)
        where TReader : struct, IBlockReader<TResult>
        where TExtent : struct, IBlockExtent
        where TStep : struct, IGroupStep<TReader, TResult>
    {
        if (!found.IsEmpty)
            ThrowIfShorter(found.Length, keys.Length, nameof(found));
        Span<GroupedKey> group = stackalloc GroupedKey[GroupLength];
        int count = 0;
        for (int start = 0; start < keys.Length; start += GroupLength)
        {
            ReadOnlySpan<TKey> some = keys.Slice(start, Math.Min(GroupLength, keys.Length - start));
            BeginFind<TExtent>(some, group, start);
            for (int i = 0; i < some.Length; i++)
            {
                int read = TStep.EndFind(Reader, group[..some.Length], i, ref reader, results[start..]);
                if (!found.IsEmpty)
                    found.Slice(start + i, read - i).Fill(true);
                count += read - i;
                i = read;
                if (i == some.Length)
                    break;
                bool isThere = TryReadEntry<TReader, TResult, BlockStart>(some[i], ref reader, out results[start + i]!, out _);
                if (!found.IsEmpty)
                    found[start + i] = isThere;
                count += isThere ? 1 : 0;
            }
        }

        return count;
    }

    private void BeginFind<TExtent>(ReadOnlySpan<TKey> keys, Span<GroupedKey> group, int start)
        where TExtent : struct, IBlockExtent
    {
        MapReader map = Reader;
        GroupLookup lookup = map.BeginGroup();
        group = group[..keys.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] is null)
                throw new ArgumentException($"The key at index {start + i} is null.", nameof(keys));
            group[i] = GroupedKeyOf(keys[i], map.Seed);
            lookup.BeginFind(ref group[i]);
        }

        foreach (ref GroupedKey key in group)
            lookup.ContinueFind<TExtent>(ref key);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private GroupedKey GroupedKeyOf(TKey key, KeySeed seed) => MapKey.TryWords(key, out ulong first, out ulong second, out int length)
        ? new GroupedKey(first, second, length, KeyHash.Short(first, second, length, seed))
        : new GroupedKey(0, 0, 0, HashOfBytes(key));

    // A method of its own, so that the one above is inlined.
    private ulong HashOfBytes(TKey key)
    {
        using var bytes = KeyBytes.Of(key, stackalloc byte[TextKey.StackBytes]);
        return KeyHash.Of(bytes.Value, Reader.Seed);
    }

    internal static void ThrowIfShorter(int length, int keys, string parameter)
    {
        if (length < keys)
            throw new ArgumentException($"There is room for {length} of {keys} keys.", parameter);
    }
}
