using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A tuple object of 4 items as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="T2">An item's type.</typeparam>
/// <typeparam name="T3">An item's type.</typeparam>
/// <typeparam name="T4">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
/// <typeparam name="TCodec2">Its codec.</typeparam>
/// <typeparam name="TCodec3">Its codec.</typeparam>
/// <typeparam name="TCodec4">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tuple4Codec<T1, T2, T3, T4, TCodec1, TCodec2, TCodec3, TCodec4> : IBsonCodec<Tuple<T1, T2, T3, T4>>
    where TCodec1 : struct, IBsonCodec<T1>
    where TCodec2 : struct, IBsonCodec<T2>
    where TCodec3 : struct, IBsonCodec<T3>
    where TCodec4 : struct, IBsonCodec<T4>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Tuple<T1, T2, T3, T4> value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Tuple<T1, T2, T3, T4> value) =>
        ValueTuple4Codec<T1, T2, T3, T4, TCodec1, TCodec2, TCodec3, TCodec4>.Write(ref writer, value.ToValueTuple());

    /// <inheritdoc/>
    public static Tuple<T1, T2, T3, T4> Read(ElementView element) => ValueTuple4Codec<T1, T2, T3, T4, TCodec1, TCodec2, TCodec3, TCodec4>.Read(element).ToTuple();
}
