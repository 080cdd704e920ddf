using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Int32"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Int32Form : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Int32;
}
