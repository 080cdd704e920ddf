using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary><see cref="BsonType.Symbol"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct SymbolForm : IRepresentationForm
{
    /// <inheritdoc/>
    public static BsonType Type => BsonType.Symbol;
}
