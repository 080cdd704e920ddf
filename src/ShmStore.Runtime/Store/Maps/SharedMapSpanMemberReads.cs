using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Store.Maps;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Reads of members of the object of one key of which the caller has the characters or bytes in a span: <c>map.TryRead("a:17"u8, Account.Layout.Fields.Delta, out long delta)</c>. All are thread-safe.</summary>
/// <remarks>As <see cref="SharedMapKeyMemberReads"/>, for keys of text and of bytes.</remarks>
public static class SharedMapSpanMemberReads
{
    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="map">The map.</param>
    extension<T>(SharedMap<string, T> map)
        where T : ISharedObject<T>
    {
        /// <summary>Reads one member of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="member">The member.</param>
        /// <param name="value">Its value; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1>(ReadOnlySpan<char> key, SharedMember<T, T1, TMember1> member, [MaybeNullWhen(false)] out T1 value)
            where TMember1 : struct, ISharedMember<T1> => SpanKeys.TryReadTuple<MemberSingle<T1, TMember1>, T1>(map.Reader, key, out value);

        /// <summary>Reads two members of one version of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2>(ReadOnlySpan<char> key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, out (T1 First, T2 Second) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => SpanKeys.TryReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(map.Reader, key, out values);

        /// <summary>Reads three members of one version of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3>(ReadOnlySpan<char> key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, out (T1 First, T2 Second, T3 Third) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => SpanKeys.TryReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(map.Reader, key, out values);

        /// <summary>Reads four members of one version of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(ReadOnlySpan<char> key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth, out (T1 First, T2 Second, T3 Third, T4 Fourth) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => SpanKeys.TryReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(map.Reader, key, out values);

        /// <summary>Reads one member of the object of a key given as UTF-8, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="utf8Key">The key.</param>
        /// <param name="member">The member.</param>
        /// <param name="value">Its value; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1>(ReadOnlySpan<byte> utf8Key, SharedMember<T, T1, TMember1> member, [MaybeNullWhen(false)] out T1 value)
            where TMember1 : struct, ISharedMember<T1> => SpanKeys.TryReadTuple<MemberSingle<T1, TMember1>, T1>(map.Reader, utf8Key, out value);

        /// <summary>Reads two members of one version of the object of a key given as UTF-8, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="utf8Key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2>(ReadOnlySpan<byte> utf8Key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, out (T1 First, T2 Second) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => SpanKeys.TryReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(map.Reader, utf8Key, out values);

        /// <summary>Reads three members of one version of the object of a key given as UTF-8, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="utf8Key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3>(ReadOnlySpan<byte> utf8Key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, out (T1 First, T2 Second, T3 Third) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => SpanKeys.TryReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(map.Reader, utf8Key, out values);

        /// <summary>Reads four members of one version of the object of a key given as UTF-8, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="utf8Key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(ReadOnlySpan<byte> utf8Key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth, out (T1 First, T2 Second, T3 Third, T4 Fourth) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => SpanKeys.TryReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(map.Reader, utf8Key, out values);
    }

    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="map">The map.</param>
    extension<T>(SharedMap<byte[], T> map)
        where T : ISharedObject<T>
    {
        /// <summary>Reads one member of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="member">The member.</param>
        /// <param name="value">Its value; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1>(ReadOnlySpan<byte> key, SharedMember<T, T1, TMember1> member, [MaybeNullWhen(false)] out T1 value)
            where TMember1 : struct, ISharedMember<T1> => SpanKeys.TryReadTuple<MemberSingle<T1, TMember1>, T1>(map.Reader, key, out value);

        /// <summary>Reads two members of one version of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2>(ReadOnlySpan<byte> key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, out (T1 First, T2 Second) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => SpanKeys.TryReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(map.Reader, key, out values);

        /// <summary>Reads three members of one version of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3>(ReadOnlySpan<byte> key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, out (T1 First, T2 Second, T3 Third) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => SpanKeys.TryReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(map.Reader, key, out values);

        /// <summary>Reads four members of one version of the object of a key, if there is one, by a single look-up, without a function, and without allocating the key.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: too long.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(ReadOnlySpan<byte> key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth, out (T1 First, T2 Second, T3 Third, T4 Fourth) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => SpanKeys.TryReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(map.Reader, key, out values);
    }
}
