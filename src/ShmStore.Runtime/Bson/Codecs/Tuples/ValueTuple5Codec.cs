using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A value tuple of 5 items as an array.</summary>
/// <typeparam name="T1">An item's type.</typeparam>
/// <typeparam name="T2">An item's type.</typeparam>
/// <typeparam name="T3">An item's type.</typeparam>
/// <typeparam name="T4">An item's type.</typeparam>
/// <typeparam name="T5">An item's type.</typeparam>
/// <typeparam name="TCodec1">Its codec.</typeparam>
/// <typeparam name="TCodec2">Its codec.</typeparam>
/// <typeparam name="TCodec3">Its codec.</typeparam>
/// <typeparam name="TCodec4">Its codec.</typeparam>
/// <typeparam name="TCodec5">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ValueTuple5Codec<T1, T2, T3, T4, T5, TCodec1, TCodec2, TCodec3, TCodec4, TCodec5> : IBsonCodec<(T1, T2, T3, T4, T5)>, IBsonView<(T1, T2, T3, T4, T5)>
    where TCodec1 : struct, IBsonCodec<T1>
    where TCodec2 : struct, IBsonCodec<T2>
    where TCodec3 : struct, IBsonCodec<T3>
    where TCodec4 : struct, IBsonCodec<T4>
    where TCodec5 : struct, IBsonCodec<T5>
{
    /// <inheritdoc/>
    public static ElementType TypeOf((T1, T2, T3, T4, T5) value) => ElementType.Array;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, (T1, T2, T3, T4, T5) value)
    {
        int start = writer.BeginArray();
        writer.ArrayElement<T1, TCodec1>(0, value.Item1);
        writer.ArrayElement<T2, TCodec2>(1, value.Item2);
        writer.ArrayElement<T3, TCodec3>(2, value.Item3);
        writer.ArrayElement<T4, TCodec4>(3, value.Item4);
        writer.ArrayElement<T5, TCodec5>(4, value.Item5);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static (T1, T2, T3, T4, T5) Read(ElementView element)
    {
        var items = new ItemCursor(element, 5);
        T1 item1 = items.Next<T1, TCodec1>();
        T2 item2 = items.Next<T2, TCodec2>();
        T3 item3 = items.Next<T3, TCodec3>();
        T4 item4 = items.Next<T4, TCodec4>();
        T5 item5 = items.Next<T5, TCodec5>();
        items.End();
        return (item1, item2, item3, item4, item5);
    }

    /// <inheritdoc/>
    public static (T1, T2, T3, T4, T5) View(ElementView element) => Read(element);
}
