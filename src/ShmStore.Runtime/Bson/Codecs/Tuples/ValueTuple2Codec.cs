using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A value tuple of 2 items as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="T2">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
/// <typeparam name="TCodec2">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueTuple2Codec<T1, T2, TCodec1, TCodec2> : IBsonCodec<(T1, T2)>, IBsonView<(T1, T2)>
    where TCodec1 : struct, IBsonCodec<T1>
    where TCodec2 : struct, IBsonCodec<T2>
{
    /// <inheritdoc/>
    public static ElementType TypeOf((T1, T2) value) => ElementType.Array;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, (T1, T2) value)
    {
        int start = writer.BeginArray();
        writer.ArrayElement<T1, TCodec1>(0, value.Item1);
        writer.ArrayElement<T2, TCodec2>(1, value.Item2);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static (T1, T2) Read(ElementView element)
    {
        var items = new ItemCursor(element, 2);
        T1 item1 = items.Next<T1, TCodec1>();
        T2 item2 = items.Next<T2, TCodec2>();
        items.End();
        return (item1, item2);
    }

    /// <inheritdoc/>
    public static (T1, T2) View(ElementView element) => Read(element);
}
