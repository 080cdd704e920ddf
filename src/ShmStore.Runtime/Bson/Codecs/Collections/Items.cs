namespace ShmStore.Bson;

/// <summary>What the collection codecs share: a BSON array from and to items.</summary>
/// <typeparam name="T">The item type.</typeparam>
/// <typeparam name="TCodec">Its codec.</typeparam>
internal static class Items<T, TCodec>
    where TCodec : struct, IBsonCodec<T>
{
    // Room is made for what was parsed, not for what lengths promise: at first no more than this.
    private const int FirstCapacity = 64;

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
        foreach (T item in items)
            writer.ArrayElement<T, TCodec>(index++, item);
        writer.EndDocument(start);
    }

    /// <summary>Reads an array.</summary>
    public static T[] ReadArray(ElementView element)
    {
        T[] items = [];
        int count = 0;
        foreach (ElementView item in element.AsArray())
        {
            if (count == items.Length)
                Array.Resize(ref items, count == 0 ? Capacity(element, item) : count * 2);
            items[count++] = TCodec.Read(item);
        }
        Array.Resize(ref items, count);
        return items;
    }

    /// <summary>Reads a list.</summary>
    public static List<T> ReadList(ElementView element)
    {
        var items = new List<T>();
        foreach (ElementView item in element.AsArray())
        {
            if (items.Count == 0)
                items.Capacity = Capacity(element, item);
            items.Add(TCodec.Read(item));
        }
        return items;
    }

    // As many as there could be if all were as long as the first one.
    private static int Capacity(ElementView array, ElementView first) =>
        Math.Clamp((array.Value.Length - ElementSize.EmptyDocument) / first.Length, 1, FirstCapacity);
}
