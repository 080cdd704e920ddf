using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>The Java driver's order: both halves are little-endian.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct JavaGuidOrder : IGuidOrder
{
    /// <inheritdoc/>
    public static void Convert(Span<byte> uuid)
    {
        uuid[..8].Reverse();
        uuid[8..].Reverse();
    }
}
