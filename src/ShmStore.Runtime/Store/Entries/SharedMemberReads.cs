using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Reads of one to four members of one version, which generated code names: <c>entry.Read(Account.Layout.Fields.Delta, Account.Layout.Fields.Total)</c>. All are thread-safe.</summary>
/// <remarks>Extensions, as what reads through a view is: of a mistake in that, the compiler would otherwise say what is wrong with these.</remarks>
public static class SharedMemberReads
{
    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="entry">The entry.</param>
    extension<T>(SharedEntry<T> entry)
        where T : ISharedObject<T>
    {
        /// <summary>Reads one member, without a function: as its property does, for code that is given the member.</summary>
        /// <returns>Its value.</returns>
        /// <exception cref="InvalidOperationException">The key has no value.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T1 Read<T1, TMember1>(SharedMember<T, T1, TMember1> member)
            where TMember1 : struct, ISharedMember<T1> => entry.ReadTuple<MemberSingle<T1, TMember1>, T1>();

        /// <summary>Reads two members of one version at once, without a function: as fast as can be.</summary>
        /// <returns>Their values.</returns>
        /// <exception cref="InvalidOperationException">The key has no value.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second) Read<T1, TMember1, T2, TMember2>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => entry.ReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>();

        /// <summary>Reads three members of one version at once, without a function: as fast as can be.</summary>
        /// <returns>Their values.</returns>
        /// <exception cref="InvalidOperationException">The key has no value.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second, T3 Third) Read<T1, TMember1, T2, TMember2, T3, TMember3>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => entry.ReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>();

        /// <summary>Reads four members of one version at once, without a function: as fast as can be.</summary>
        /// <returns>Their values.</returns>
        /// <exception cref="InvalidOperationException">The key has no value.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second, T3 Third, T4 Fourth) Read<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => entry.ReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>();

        /// <summary>Reads one member, if the key has a value, without a function: as fast as can be.</summary>
        /// <param name="member">The member.</param>
        /// <param name="value">Its value; the default of the type if the key has no value.</param>
        /// <returns>False if the key has no value.</returns>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1>(SharedMember<T, T1, TMember1> member, [MaybeNullWhen(false)] out T1 value)
            where TMember1 : struct, ISharedMember<T1> => entry.TryReadTuple<MemberSingle<T1, TMember1>, T1>(out value);

        /// <summary>Reads two members of one version at once, if the key has a value, without a function: as fast as can be.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="values">Their values; the default of the type if the key has no value.</param>
        /// <returns>False if the key has no value.</returns>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, out (T1 First, T2 Second) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => entry.TryReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>(out values);

        /// <summary>Reads three members of one version at once, if the key has a value, without a function: as fast as can be.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="values">Their values; the default of the type if the key has no value.</param>
        /// <returns>False if the key has no value.</returns>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, out (T1 First, T2 Second, T3 Third) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => entry.TryReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>(out values);

        /// <summary>Reads four members of one version at once, if the key has a value, without a function: as fast as can be.</summary>
        /// <param name="first">The first.</param>
        /// <param name="second">The second.</param>
        /// <param name="third">The third.</param>
        /// <param name="fourth">The fourth.</param>
        /// <param name="values">Their values; the default of the type if the key has no value.</param>
        /// <returns>False if the key has no value.</returns>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool TryRead<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth, out (T1 First, T2 Second, T3 Third, T4 Fourth) values)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => entry.TryReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>(out values);
    }

    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="entry">The entry.</param>
    extension<T>(in SharedMapEntry<T> entry)
        where T : ISharedObject<T>
    {
        /// <summary>Reads one member, without a function: as its property does, for code that is given the member.</summary>
        /// <returns>Its value.</returns>
        /// <exception cref="KeyNotFoundException">The entry was removed meanwhile, or has expired.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T1 Read<T1, TMember1>(SharedMember<T, T1, TMember1> member)
            where TMember1 : struct, ISharedMember<T1> => entry.ReadTuple<MemberSingle<T1, TMember1>, T1>();

        /// <summary>Reads two members of one version at once, without a function: as fast as can be.</summary>
        /// <returns>Their values.</returns>
        /// <exception cref="KeyNotFoundException">The entry was removed meanwhile, or has expired.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second) Read<T1, TMember1, T2, TMember2>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2> => entry.ReadTuple<MemberPair<T1, TMember1, T2, TMember2>, (T1 First, T2 Second)>();

        /// <summary>Reads three members of one version at once, without a function: as fast as can be.</summary>
        /// <returns>Their values.</returns>
        /// <exception cref="KeyNotFoundException">The entry was removed meanwhile, or has expired.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second, T3 Third) Read<T1, TMember1, T2, TMember2, T3, TMember3>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3> => entry.ReadTuple<MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3>, (T1 First, T2 Second, T3 Third)>();

        /// <summary>Reads four members of one version at once, without a function: as fast as can be.</summary>
        /// <returns>Their values.</returns>
        /// <exception cref="KeyNotFoundException">The entry was removed meanwhile, or has expired.</exception>
        /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
        /// <exception cref="BsonFormatException">The stored document lacks a required member, or has one of another type.</exception>
        /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (T1 First, T2 Second, T3 Third, T4 Fourth) Read<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>(SharedMember<T, T1, TMember1> first, SharedMember<T, T2, TMember2> second, SharedMember<T, T3, TMember3> third, SharedMember<T, T4, TMember4> fourth)
            where TMember1 : struct, ISharedMember<T1>
            where TMember2 : struct, ISharedMember<T2>
            where TMember3 : struct, ISharedMember<T3>
            where TMember4 : struct, ISharedMember<T4> => entry.ReadTuple<MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4>, (T1 First, T2 Second, T3 Third, T4 Fourth)>();
    }
}
