using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Array"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ArrayForm : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Array;
}
