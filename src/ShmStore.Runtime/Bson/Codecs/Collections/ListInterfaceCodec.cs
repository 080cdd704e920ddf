using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>A collection interface as a BSON array; reads give a <see cref="List{T}"/>.</summary>
/// <typeparam name="TList">The interface: one that <see cref="List{T}"/> implements.</typeparam>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ListInterfaceCodec<TList, T, TCodec> : IBsonCodec<TList>
    where TList : class, IEnumerable<T>
    where TCodec : struct, IBsonCodec<T>
{
    /// <inheritdoc/>
    public static bool IsNested => true;

    /// <inheritdoc/>
    public static ElementType TypeOf(TList value) => Items<T, TCodec>.TypeOf(value);

    /// <inheritdoc/>
    public static void Write(ref DocumentWriter writer, TList value)
    {
        if (value is T[] array)
            Items<T, TCodec>.Write(ref writer, array);
        else if (value is List<T> list)
            Items<T, TCodec>.Write(ref writer, CollectionsMarshal.AsSpan(list));
        else
            Items<T, TCodec>.Write(ref writer, value);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadPlain(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out TList value)
    {
        int size = Items<T, TCodec>.TryReadList(type, rest, place, out List<T> items);
        value = (TList)(object)items;
        return size;
    }

    /// <inheritdoc/>
    public static TList Read(ElementView element) => (TList)(object)Items<T, TCodec>.ReadList(element.AsArray());
}
