using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A tuple object of 7 items as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="T2">An item's type.</typeparam>
/// <typeparam name="T3">An item's type.</typeparam>
/// <typeparam name="T4">An item's type.</typeparam>
/// <typeparam name="T5">An item's type.</typeparam>
/// <typeparam name="T6">An item's type.</typeparam>
/// <typeparam name="T7">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
/// <typeparam name="TCodec2">Its codec.</typeparam>
/// <typeparam name="TCodec3">Its codec.</typeparam>
/// <typeparam name="TCodec4">Its codec.</typeparam>
/// <typeparam name="TCodec5">Its codec.</typeparam>
/// <typeparam name="TCodec6">Its codec.</typeparam>
/// <typeparam name="TCodec7">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tuple7Codec<T1, T2, T3, T4, T5, T6, T7, TCodec1, TCodec2, TCodec3, TCodec4, TCodec5, TCodec6, TCodec7> : IBsonCodec<Tuple<T1, T2, T3, T4, T5, T6, T7>>
    where TCodec1 : struct, IBsonCodec<T1>
    where TCodec2 : struct, IBsonCodec<T2>
    where TCodec3 : struct, IBsonCodec<T3>
    where TCodec4 : struct, IBsonCodec<T4>
    where TCodec5 : struct, IBsonCodec<T5>
    where TCodec6 : struct, IBsonCodec<T6>
    where TCodec7 : struct, IBsonCodec<T7>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Tuple<T1, T2, T3, T4, T5, T6, T7> value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Tuple<T1, T2, T3, T4, T5, T6, T7> value) =>
        ValueTuple7Codec<T1, T2, T3, T4, T5, T6, T7, TCodec1, TCodec2, TCodec3, TCodec4, TCodec5, TCodec6, TCodec7>.Write(ref writer, value.ToValueTuple());

    /// <inheritdoc/>
    public static Tuple<T1, T2, T3, T4, T5, T6, T7> Read(ElementView element) => ValueTuple7Codec<T1, T2, T3, T4, T5, T6, T7, TCodec1, TCodec2, TCodec3, TCodec4, TCodec5, TCodec6, TCodec7>.Read(element).ToTuple();
}
