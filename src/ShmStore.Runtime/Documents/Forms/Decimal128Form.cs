using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Decimal128"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Decimal128Form : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Decimal128;
}
