using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Reads of members of the object of one key, which generated code names: <c>map.Read(key, Account.Layout.Fields.Delta)</c>. All are thread-safe.</summary>
/// <remarks>They are loaded while the entry is found, so that one look at its version does for both. Extensions, as what reads through a view is: of a mistake in that, the compiler would otherwise say what is wrong with these.</remarks>
public static class SharedMapKeyMemberReads
{
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="map">The map.</param>
    extension<TKey, T>(SharedMap<TKey, T> map)
        where TKey : notnull
        where T : ISharedObject<T>
    {
        /// <summary>Reads one member of the object of a key by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="member">The member.</param>
        /// <returns>Its value.</returns>
        /// <exception cref="KeyNotFoundException">There is no such key.</exception>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T1 Read<T1, TMember1>(TKey key, SharedMember<T, T1, TMember1> member)
            where TMember1 : struct, ISharedMember<T1> => map.TryReadTuple<MemberSingle<T1, TMember1>, T1>(key, out T1? value) ? value : throw map.NotFound(key);

        /// <summary>Reads one member of the object of a key, if there is one, by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="member">The member.</param>
        /// <param name="value">Its value; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1>(TKey key, SharedMember<T, T1, TMember1> member, [MaybeNullWhen(false)] out T1 value)
            where TMember1 : struct, ISharedMember<T1> => map.TryReadTuple<MemberSingle<T1, TMember1>, T1>(key, out value);

        /// <summary>Reads two members of one version of the object of a key by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <returns>Their values.</returns>
        /// <exception cref="KeyNotFoundException">There is no such key.</exception>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second) Read<T1, TMember1, T2, TMember2>(TKey key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => map.TryReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(key, out (T1 First, T2 Second) values) ? values : throw map.NotFound(key);

        /// <summary>Reads two members of one version of the object of a key, if there is one, by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2>(TKey key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, out (T1 First, T2 Second) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => map.TryReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(key, out values);

        /// <summary>Reads three members of one version of the object of a key by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <returns>Their values.</returns>
        /// <exception cref="KeyNotFoundException">There is no such key.</exception>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second, T3 Third) Read<T1, TMember1, T2, TMember2, T3, TMember3>(TKey key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => map.TryReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(key, out (T1 First, T2 Second, T3 Third) values) ? values : throw map.NotFound(key);

        /// <summary>Reads three members of one version of the object of a key, if there is one, by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3>(TKey key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, out (T1 First, T2 Second, T3 Third) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => map.TryReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(key, out values);

        /// <summary>Reads four members of one version of the object of a key by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <returns>Their values.</returns>
        /// <exception cref="KeyNotFoundException">There is no such key.</exception>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second, T3 Third, T4 Fourth) Read<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(TKey key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => map.TryReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(key, out (T1 First, T2 Second, T3 Third, T4 Fourth) values) ? values : throw map.NotFound(key);

        /// <summary>Reads four members of one version of the object of a key, if there is one, by a single look-up, without a function: as fast as can be.</summary>
        /// <param name="key">The key.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <param name="values">Their values; the default of the type if there is no such key.</param>
        /// <returns>False if there is no such key.</returns>
        /// <exception cref="ArgumentException">The key cannot be one: null, too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(TKey key, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth, out (T1 First, T2 Second, T3 Third, T4 Fourth) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => map.TryReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(key, out values);
    }
}
