using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A tuple object of 2 items as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="T2">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
/// <typeparam name="TCodec2">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tuple2Codec<T1, T2, TCodec1, TCodec2> : IBsonCodec<Tuple<T1, T2>>
    where TCodec1 : struct, IBsonCodec<T1>
    where TCodec2 : struct, IBsonCodec<T2>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Tuple<T1, T2> value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Tuple<T1, T2> value) =>
        ValueTuple2Codec<T1, T2, TCodec1, TCodec2>.Write(ref writer, value.ToValueTuple());

    /// <inheritdoc/>
    public static Tuple<T1, T2> Read(ElementView element) => ValueTuple2Codec<T1, T2, TCodec1, TCodec2>.Read(element).ToTuple();
}
