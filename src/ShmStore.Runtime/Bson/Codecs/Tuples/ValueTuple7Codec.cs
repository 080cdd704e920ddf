using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>A value tuple of 7 items as an array.</summary>
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
public readonly struct ValueTuple7Codec<T1, T2, T3, T4, T5, T6, T7, TCodec1, TCodec2, TCodec3, TCodec4, TCodec5, TCodec6, TCodec7> : IBsonCodec<(T1, T2, T3, T4, T5, T6, T7)>, IBsonView<(T1, T2, T3, T4, T5, T6, T7)>
    where TCodec1 : struct, IBsonCodec<T1>
    where TCodec2 : struct, IBsonCodec<T2>
    where TCodec3 : struct, IBsonCodec<T3>
    where TCodec4 : struct, IBsonCodec<T4>
    where TCodec5 : struct, IBsonCodec<T5>
    where TCodec6 : struct, IBsonCodec<T6>
    where TCodec7 : struct, IBsonCodec<T7>
{
    /// <inheritdoc/>
    public static ElementType TypeOf((T1, T2, T3, T4, T5, T6, T7) value) => ElementType.Array;

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, (T1, T2, T3, T4, T5, T6, T7) value)
    {
        int start = writer.BeginArray();
        writer.ArrayElement<T1, TCodec1>(0, value.Item1);
        writer.ArrayElement<T2, TCodec2>(1, value.Item2);
        writer.ArrayElement<T3, TCodec3>(2, value.Item3);
        writer.ArrayElement<T4, TCodec4>(3, value.Item4);
        writer.ArrayElement<T5, TCodec5>(4, value.Item5);
        writer.ArrayElement<T6, TCodec6>(5, value.Item6);
        writer.ArrayElement<T7, TCodec7>(6, value.Item7);
        writer.EndDocument(start);
    }

    /// <inheritdoc/>
    public static (T1, T2, T3, T4, T5, T6, T7) Read(ElementView element)
    {
        var items = new ItemCursor(element, 7);
        T1 item1 = items.Next<T1, TCodec1>();
        T2 item2 = items.Next<T2, TCodec2>();
        T3 item3 = items.Next<T3, TCodec3>();
        T4 item4 = items.Next<T4, TCodec4>();
        T5 item5 = items.Next<T5, TCodec5>();
        T6 item6 = items.Next<T6, TCodec6>();
        T7 item7 = items.Next<T7, TCodec7>();
        items.End();
        return (item1, item2, item3, item4, item5, item6, item7);
    }

    /// <inheritdoc/>
    public static (T1, T2, T3, T4, T5, T6, T7) View(ElementView element) => Read(element);
}
