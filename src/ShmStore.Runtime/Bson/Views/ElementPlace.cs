namespace ShmStore.Bson;

/// <summary>
/// Where an element is in its document, and what was measured there: small enough to be returned in registers. A view
/// of the element, made where it is needed, would be written by one method and copied by the next in other widths,
/// and wait for its own stores.
/// </summary>
internal readonly struct ElementPlace
{
    private readonly int _type;

    /// <summary>A place that was measured.</summary>
    public ElementPlace(byte type, int position, int size)
    {
        _type = type;
        Position = position;
        Size = size;
    }

    private ElementPlace(int type) => _type = type;

    /// <summary>No such element.</summary>
    public static ElementPlace Missing => new(-1);

    /// <summary>Whether there is no such element.</summary>
    public bool IsMissing => _type < 0;

    /// <summary>The type byte by which the value was measured.</summary>
    public ElementType Type => (ElementType)_type;

    /// <summary>Where the element starts in its document.</summary>
    public int Position { get; }

    /// <summary>The value's bytes.</summary>
    public int Size { get; }
}
