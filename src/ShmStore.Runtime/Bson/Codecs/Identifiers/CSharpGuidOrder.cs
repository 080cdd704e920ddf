using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>The C# driver's order: the first three groups are little-endian.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CSharpGuidOrder : IGuidOrder
{
    /// <inheritdoc/>
    public static void Convert(Span<byte> uuid)
    {
        uuid[..4].Reverse();
        uuid[4..6].Reverse();
        uuid[6..8].Reverse();
    }
}
