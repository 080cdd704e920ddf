using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A tuple object of 1 item as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Tuple1Codec<T1, TCodec1> : IBsonCodec<Tuple<T1>>
    where TCodec1 : struct, IBsonCodec<T1>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(Tuple<T1> value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, Tuple<T1> value) =>
        ValueTuple1Codec<T1, TCodec1>.Write(ref writer, value.ToValueTuple());

    /// <inheritdoc/>
    public static Tuple<T1> Read(ElementView element) => ValueTuple1Codec<T1, TCodec1>.Read(element).ToTuple();
}
