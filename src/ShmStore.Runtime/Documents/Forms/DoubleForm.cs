using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Double"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DoubleForm : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Double;
}
