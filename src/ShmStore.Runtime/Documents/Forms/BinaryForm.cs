using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Binary"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct BinaryForm : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Binary;
}
