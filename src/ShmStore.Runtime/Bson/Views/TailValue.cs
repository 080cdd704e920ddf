namespace ShmStore.Bson;

/// <summary>What the slow path of a <see cref="TailCursor"/> found. Of a reference it is two words, which are returned in registers.</summary>
internal readonly struct TailValue<T>
{
    // The complement when there is none: a third field would be returned through memory.
    private readonly nint _next;

    /// <summary>A value, or the default where there is none.</summary>
    public TailValue(T value, bool isThere, int next)
    {
        Value = value;
        _next = isThere ? next : ~next;
    }

    /// <summary>The value; the default when there is none.</summary>
    public T Value { get; }

    /// <summary>Whether an element has the name.</summary>
    public bool IsThere => _next >= 0;

    /// <summary>Where the cursor goes on, in bytes from the document's start.</summary>
    public nint Next => _next >= 0 ? _next : ~_next;
}
