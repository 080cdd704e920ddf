using System.ComponentModel;

namespace ShmStore.Bson;

/// <summary>The Python driver's order: that of RFC 9562, only the subtype is the legacy one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PythonGuidOrder : IGuidOrder
{
    /// <inheritdoc/>
    public static void Convert(Span<byte> uuid)
    {
        // It is the RFC's order already.
    }
}
