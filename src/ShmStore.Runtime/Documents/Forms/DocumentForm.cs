using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Document"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct DocumentForm : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Document;
}
