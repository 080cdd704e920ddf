using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ShmStore.Bson;

/// <summary>What the collection codecs share: a BSON array from and to items.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
internal static class Items<T, TCodec>
    where TCodec : struct, IBsonCodec<T>
{
    /// <summary>The element type; refuses null.</summary>
    public static ElementType TypeOf(object? value)
    {
        if (value is null)
            NullMember.Throw();
        return ElementType.Array;
    }

    /// <summary>Writes an array's value bytes.</summary>
    public static void Write(ref DocumentWriter writer, ReadOnlySpan<T> items)
    {
        int start = writer.BeginArray();
        for (int i = 0; i < items.Length; i++)
            writer.ArrayElement<T, TCodec>(i, items[i]);
        writer.EndDocument(start);
    }

    /// <summary>Writes the value bytes of an array of items that come one by one.</summary>
    public static void Write(ref DocumentWriter writer, IEnumerable<T> items)
    {
        int start = writer.BeginArray();
        int index = 0;
        using IEnumerator<T> item = NullMember.EnumeratorOf(items);
        while (item.MoveNext())
            writer.ArrayElement<T, TCodec>(index++, item.Current);
        writer.EndDocument(start);
    }

    /// <summary>Reads an array.</summary>
    public static T[] ReadArray(DocumentView array)
    {
        T[] items;
        if (TCodec.PlainSize > 0 && NumberedItems<T, TCodec>.Count(array.Bytes) is > 0 and var numbered)
        {
            items = new T[numbered];
            if (NumberedItems<T, TCodec>.TryRead(array.Bytes, items))
                return items;
        }

        items = [];
        int count = 0;
        var cursor = new ElementCursor(array);
        while (cursor.TryPeek(out ReadOnlySpan<byte> name))
        {
            T item = cursor.Read<T, TCodec>(name.Length);
            if (count == items.Length)
                Array.Resize(ref items, count == 0 ? cursor.Estimate() : count * 2);
            items[count++] = item;
        }
        if (count != items.Length)
            Array.Resize(ref items, count);
        return items;
    }

    /// <summary>Reads a list.</summary>
    public static List<T> ReadList(DocumentView array)
    {
        if (TCodec.PlainSize > 0 && NumberedItems<T, TCodec>.Count(array.Bytes) is > 0 and var numbered)
        {
            var list = new List<T>(numbered);
            CollectionsMarshal.SetCount(list, numbered);
            if (NumberedItems<T, TCodec>.TryRead(array.Bytes, CollectionsMarshal.AsSpan(list)))
                return list;
        }

        var cursor = new ElementCursor(array);
        if (!cursor.TryPeek(out ReadOnlySpan<byte> name))
            return [];
        T first = cursor.Read<T, TCodec>(name.Length);
        var items = new List<T>(cursor.Estimate()) { first };
        while (cursor.TryPeek(out name))
            items.Add(cursor.Read<T, TCodec>(name.Length));
        return items;
    }

    /// <summary>The short way to read a list, as <see cref="IBsonCodec{T}.TryReadPlain"/> describes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadList(ElementType type, ReadOnlySpan<byte> rest, ValuePlace place, out List<T> items)
    {
        if (type == ElementType.Array && place.TryTakeDocument(rest, out ReadOnlySpan<byte> bytes))
        {
            items = ReadList(place.View(bytes, fixedPrefix: 0));
            return bytes.Length;
        }
        items = null!;
        return -1;
    }
}
