using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.String"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StringForm : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.String;
}
