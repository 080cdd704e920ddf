using System.Runtime.CompilerServices;
using ShmStore.Bson;
using ShmStore.Store.Reading;

namespace ShmStore;

/// <summary>Reads of several members of one version, which generated code names: <c>entry.Read(Account.Layout.Fields.Delta, Account.Layout.Fields.Total)</c>. All are thread-safe.</summary>
/// <remarks>Extensions, as what reads through a view is: of a mistake in that, the compiler would otherwise say what is wrong with these.</remarks>
public static class SharedMemberReads
{
    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="entry">The entry.</param>
    extension<T>(SharedEntry<T> entry)
        where T : ISharedObject<T>
    {
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
    }

    /// <typeparam name="T">The object type.</typeparam>
    /// <param name="entry">The entry.</param>
    extension<T>(in SharedMapEntry<T> entry)
        where T : ISharedObject<T>
    {
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
