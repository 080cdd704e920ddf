using System.Runtime.CompilerServices;
using ShmStore.Bson;

namespace ShmStore.Store.Reading;

/// <summary>One member.</summary>
internal readonly struct MemberSingle<T1, TMember1> : IMemberTuple<T1>
    where TMember1 : struct, ISharedMember<T1>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(FixedBytes bytes, out T1 value) => TMember1.TryLoad(bytes, out value);

    /// <inheritdoc/>
    public static T1 Read(DocumentView document) => TMember1.Read(document);
}

/// <summary>Two members.</summary>
internal readonly struct MemberPair<T1, TMember1, T2, TMember2> : IMemberTuple<(T1 First, T2 Second)>
    where TMember1 : struct, ISharedMember<T1>
    where TMember2 : struct, ISharedMember<T2>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(FixedBytes bytes, out (T1 First, T2 Second) values)
    {
        if (TMember1.TryLoad(bytes, out T1 first) && TMember2.TryLoad(bytes, out T2 second))
        {
            values = (first, second);
            return true;
        }

        values = default;
        return false;
    }

    /// <inheritdoc/>
    public static (T1 First, T2 Second) Read(DocumentView document) => (TMember1.Read(document), TMember2.Read(document));
}

/// <summary>Three members.</summary>
internal readonly struct MemberTriple<T1, TMember1, T2, TMember2, T3, TMember3> : IMemberTuple<(T1 First, T2 Second, T3 Third)>
    where TMember1 : struct, ISharedMember<T1>
    where TMember2 : struct, ISharedMember<T2>
    where TMember3 : struct, ISharedMember<T3>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(FixedBytes bytes, out (T1 First, T2 Second, T3 Third) values)
    {
        if (TMember1.TryLoad(bytes, out T1 first) && TMember2.TryLoad(bytes, out T2 second) && TMember3.TryLoad(bytes, out T3 third))
        {
            values = (first, second, third);
            return true;
        }

        values = default;
        return false;
    }

    /// <inheritdoc/>
    public static (T1 First, T2 Second, T3 Third) Read(DocumentView document) => (TMember1.Read(document), TMember2.Read(document), TMember3.Read(document));
}

/// <summary>Four members.</summary>
internal readonly struct MemberQuad<T1, TMember1, T2, TMember2, T3, TMember3, T4, TMember4> : IMemberTuple<(T1 First, T2 Second, T3 Third, T4 Fourth)>
    where TMember1 : struct, ISharedMember<T1>
    where TMember2 : struct, ISharedMember<T2>
    where TMember3 : struct, ISharedMember<T3>
    where TMember4 : struct, ISharedMember<T4>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryLoad(FixedBytes bytes, out (T1 First, T2 Second, T3 Third, T4 Fourth) values)
    {
        if (TMember1.TryLoad(bytes, out T1 first) && TMember2.TryLoad(bytes, out T2 second) && TMember3.TryLoad(bytes, out T3 third) && TMember4.TryLoad(bytes, out T4 fourth))
        {
            values = (first, second, third, fourth);
            return true;
        }

        values = default;
        return false;
    }

    /// <inheritdoc/>
    public static (T1 First, T2 Second, T3 Third, T4 Fourth) Read(DocumentView document) =>
        (TMember1.Read(document), TMember2.Read(document), TMember3.Read(document), TMember4.Read(document));
}
