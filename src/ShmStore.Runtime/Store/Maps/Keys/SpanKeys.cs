using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Reading;

namespace ShmStore.Store.Maps;

/// <summary>Look-ups by keys of which the caller has the characters or bytes in a span.</summary>
internal static class SpanKeys
{
    /// <summary>Finds the entry of a key.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryGet<TValue>(MapReader map, HeldKey key, out SharedMapEntry<TValue> entry)
        where TValue : ISharedObject<TValue>
    {
        bool found = key.TryFind(map, out MapPlace place);
        entry = found ? new SharedMapEntry<TValue>(map, place, key) : default;
        return found;
    }

    /// <summary>Reads the object of a key, and says of which version it is.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryGetValue<TValue>(MapReader map, HeldKey key, [MaybeNullWhen(false)] out TValue value, out long version)
        where TValue : ISharedObject<TValue>
    {
        bool found;
        MapPlace place;
        ReadObject<TValue> read = ReadObjectOf<TValue>.Function;
        if (typeof(TValue).IsValueType)
        {
            var reader = new ObjectReader<TValue>(read);
            found = key.TryRead<ObjectReader<TValue>, TValue>(map, ref reader, out value, out place);
        }
        else
        {
            var ofClass = ClassReader.Of(read);
            found = key.TryRead<ClassReader, object>(map, ref ofClass, out object? result, out place);
            value = Unsafe.As<object?, TValue?>(ref result);
        }

        version = found ? place.Version : 0;
        return found;
    }

    /// <summary>Reads the object of a key through a view.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryReadView<TView, TResult>(MapReader map, HeldKey key, Func<TView, TResult> read, [MaybeNullWhen(false)] out TResult result)
        where TView : ISharedView<TView>, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(read);
        if (typeof(TResult).IsValueType)
        {
            var reader = new ViewReader<TView, TResult>(read);
            return key.TryRead<ViewReader<TView, TResult>, TResult>(map, ref reader, out result, out _);
        }

        var ofClass = ClassViewReader<TView>.Of(read);
        bool found = key.TryRead<ClassViewReader<TView>, object>(map, ref ofClass, out object? value, out _);
        result = Unsafe.As<object?, TResult?>(ref value);
        return found;
    }

    /// <summary>Reads the document of a key by a function.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryRead<TResult>(MapReader map, HeldKey key, Func<DocumentView, TResult> read, [MaybeNullWhen(false)] out TResult result)
    {
        ArgumentNullException.ThrowIfNull(read);
        var reader = new CallbackReader<TResult>(read);
        return key.TryRead<CallbackReader<TResult>, TResult>(map, ref reader, out result, out _);
    }

    /// <summary>Loads members of the object of a text key while its entry is found, where that is possible.</summary>
    /// <returns>False if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadTuple<TTuple, TResult>(MapReader map, ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult> =>
        (TextKey.TryWords(key, out ulong first, out ulong second) && map.TryLoadShort<TTuple, TResult>(first, second, key.Length, out values))
        || TryReadTupleSlowly<TTuple, TResult>(map, HeldKey.Text(key), out values);

    /// <summary>Loads members of the object of a key of bytes, or of text given as UTF-8, while its entry is found, where that is possible.</summary>
    /// <returns>False if there is none.</returns>
    public static bool TryReadTuple<TTuple, TResult>(MapReader map, ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult>
    {
        if (key.Length <= KeyHash.ShortKey)
        {
            (ulong first, ulong second) = KeyHash.Words(key);
            if (map.TryLoadShort<TTuple, TResult>(first, second, key.Length, out values))
                return true;
        }

        return TryReadTupleSlowly<TTuple, TResult>(map, HeldKey.Bytes(key), out values);
    }

    // Of a long key, one in another index, or a document that is not as the type's own.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryReadTupleSlowly<TTuple, TResult>(MapReader map, HeldKey key, [MaybeNullWhen(false)] out TResult values)
        where TTuple : struct, IMemberTuple<TResult>
    {
        var reader = default(MemberTupleReader<TTuple, TResult>);
        return key.TryRead<MemberTupleReader<TTuple, TResult>, TResult>(map, ref reader, out values, out _);
    }
}
