using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Int64"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int64Form : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Int64;
}
