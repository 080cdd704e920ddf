using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Reads of members of many objects of a map, which generated code names: <c>map.ReadMany(keys, deltas, Account.Layout.Fields.Delta)</c>. All are thread-safe.</summary>
/// <remarks>Extensions, as what reads through a view is: of a mistake in that, the compiler would otherwise say what is wrong with these.</remarks>
public static class SharedMapMemberReads
{
#pragma warning disable RS0026 // Each overload has another number of members, so none can be taken for another one without its optional parameter.
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="map">The map.</param>
    extension<TKey, T>(SharedMap<TKey, T> map)
        where TKey : notnull
        where T : ISharedObject<T>
    {
        /// <summary>Reads one member of each of many keys' objects, without a function: as fast as can be.</summary>
        /// <param name="keys">The keys, in any order; one may come twice.</param>
        /// <param name="results">Gets the value for each key at the same place; the default of the type for a key without an object.</param>
        /// <param name="member">The member.</param>
        /// <param name="found">Gets for each key whether it has an object; may be left empty.</param>
        /// <returns>How many of the keys have an object.</returns>
        /// <exception cref="ArgumentException"><paramref name="results"/> or <paramref name="found"/> is too short; or a key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt to read one of them.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public int ReadMany<T1, TMember1>(ReadOnlySpan<TKey> keys, Span<T1> results, SharedMember<T, T1, TMember1> member, Span<bool> found = default)
            where TMember1 : struct, ISharedMember<T1> => map.ReadTuples<MemberSingle<T1, TMember1>, T1>(keys, results, found);

        /// <summary>Reads two members of one version of each of many keys' objects, without a function: as fast as can be.</summary>
        /// <param name="keys">The keys, in any order; one may come twice.</param>
        /// <param name="results">Gets the values for each key at the same place; the default of the type for a key without an object.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="found">Gets for each key whether it has an object; may be left empty.</param>
        /// <returns>How many of the keys have an object.</returns>
        /// <exception cref="ArgumentException"><paramref name="results"/> or <paramref name="found"/> is too short; or a key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt to read one of them.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public int ReadMany<T1, TMember1, T2, TMember2>(ReadOnlySpan<TKey> keys, Span<(T1 First, T2 Second)> results, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, Span<bool> found = default)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => map.ReadTuples<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(keys, results, found);

        /// <summary>Reads three members of one version of each of many keys' objects, without a function: as fast as can be.</summary>
        /// <param name="keys">The keys, in any order; one may come twice.</param>
        /// <param name="results">Gets the values for each key at the same place; the default of the type for a key without an object.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="found">Gets for each key whether it has an object; may be left empty.</param>
        /// <returns>How many of the keys have an object.</returns>
        /// <exception cref="ArgumentException"><paramref name="results"/> or <paramref name="found"/> is too short; or a key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt to read one of them.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public int ReadMany<T1, TMember1, T2, TMember2, T3, TMember3>(ReadOnlySpan<TKey> keys, Span<(T1 First, T2 Second, T3 Third)> results, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, Span<bool> found = default)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => map.ReadTuples<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(keys, results, found);

        /// <summary>Reads four members of one version of each of many keys' objects, without a function: as fast as can be.</summary>
        /// <param name="keys">The keys, in any order; one may come twice.</param>
        /// <param name="results">Gets the values for each key at the same place; the default of the type for a key without an object.</param>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <param name="found">Gets for each key whether it has an object; may be left empty.</param>
        /// <returns>How many of the keys have an object.</returns>
        /// <exception cref="ArgumentException"><paramref name="results"/> or <paramref name="found"/> is too short; or a key cannot be one: too long, or text that is not Unicode.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt to read one of them.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public int ReadMany<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(ReadOnlySpan<TKey> keys, Span<(T1 First, T2 Second, T3 Third, T4 Fourth)> results, SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth, Span<bool> found = default)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => map.ReadTuples<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(keys, results, found);
#pragma warning restore RS0026

        /// <summary>Reads one member of each object of the map, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="member">The member.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<T1> ReadValues<T1, TMember1>(SharedMember<T, T1, TMember1> member)
            where TMember1 : struct, ISharedMember<T1> => map.ReadValueTuples<MemberSingle<T1, TMember1>, T1>();

        /// <summary>Reads two members of one version of each object of the map, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<(T1 First, T2 Second)> ReadValues<T1, TMember1, T2, TMember2>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => map.ReadValueTuples<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>();

        /// <summary>Reads three members of one version of each object of the map, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<(T1 First, T2 Second, T3 Third)> ReadValues<T1, TMember1, T2, TMember2, T3, TMember3>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => map.ReadValueTuples<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>();

        /// <summary>Reads four members of one version of each object of the map, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<(T1 First, T2 Second, T3 Third, T4 Fourth)> ReadValues<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => map.ReadValueTuples<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>();

        /// <summary>Reads one member of each object of the map, with its key, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="member">The member.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<KeyValuePair<TKey, T1>> ReadAll<T1, TMember1>(SharedMember<T, T1, TMember1> member)
            where TMember1 : struct, ISharedMember<T1> => map.ReadAllTuples<MemberSingle<T1, TMember1>, T1>();

        /// <summary>Reads two members of one version of each object of the map, with its key, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<KeyValuePair<TKey, (T1 First, T2 Second)>> ReadAll<T1, TMember1, T2, TMember2>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => map.ReadAllTuples<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>();

        /// <summary>Reads three members of one version of each object of the map, with its key, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<KeyValuePair<TKey, (T1 First, T2 Second, T3 Third)>> ReadAll<T1, TMember1, T2, TMember2, T3, TMember3>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => map.ReadAllTuples<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>();

        /// <summary>Reads four members of one version of each object of the map, with its key, in no particular order, while the map may be written: none comes twice, and none is left out that was there throughout.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="Bson.BsonFormatException">A stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        public IEnumerable<KeyValuePair<TKey, (T1 First, T2 Second, T3 Third, T4 Fourth)>> ReadAll<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => map.ReadAllTuples<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>();
    }
}
