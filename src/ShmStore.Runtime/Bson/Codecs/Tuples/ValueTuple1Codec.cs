using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A value tuple of 1 item as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueTuple1Codec<T1, TCodec1> : IBsonCodec<ValueTuple<T1>>, IBsonView<ValueTuple<T1>>
    where TCodec1 : struct, IBsonCodec<T1>
{
    /// <inheritdoc/>
    public static ElementType TypeOf(ValueTuple<T1> value) => ElementType.Array;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, ValueTuple<T1> value)
    {
        int start = writer.BeginArray();
        writer.ArrayElement<T1, TCodec1>(0, value.Item1);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static ValueTuple<T1> Read(ElementView element)
    {
        var items = new ItemCursor(element, 1);
        T1 item1 = items.Next<T1, TCodec1>();
        items.End();
        return new ValueTuple<T1>(item1);
    }

    /// <inheritdoc/>
    public static ValueTuple<T1> View(ElementView element) => Read(element);
}
