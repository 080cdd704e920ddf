using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>The byte order that a driver once used for UUIDs of subtype 3.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGuidOrder
{
    /// <summary>Turns the bytes of RFC order into this order, or back.</summary>
    static abstract void Convert(Span<byte> uuid);
}
