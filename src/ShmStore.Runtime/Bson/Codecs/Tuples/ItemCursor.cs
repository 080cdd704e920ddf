namespace ShmStore.Bson;

/// <summary>Reads the items of an array that has a known number of them, each of a type of its own.</summary>
internal ref struct ItemCursor
{
    private readonly ElementView _array;
    private readonly int _count;
    private DocumentView.Enumerator _items;
    private int _read;

    /// <summary>Starts at the first item.</summary>
    /// <exception cref="BsonFormatException">The element is not an array.</exception>
    public ItemCursor(ElementView array, int count)
    {
        _array = array;
        _count = count;
        _items = array.AsArray().GetEnumerator();
    }

    /// <summary>Reads the next item.</summary>
    /// <exception cref="BsonFormatException">There is none, or of another type.</exception>
    public T Next<T, TCodec>()
        where TCodec : struct, IBsonCodec<T>
    {
        if (!_items.MoveNext())
            throw _array.Error(BsonFormatReason.ValueOutOfRange, $"the array has {_read} items instead of {_count}");
        _read++;
        return TCodec.Read(_items.Current);
    }

    /// <summary>Makes sure that was the last item.</summary>
    /// <exception cref="BsonFormatException">There are more.</exception>
    public void End()
    {
        if (_items.MoveNext())
            throw _array.Error(BsonFormatReason.ValueOutOfRange, $"the array has more than {_count} items");
    }
}
