using System.ComponentModel;
using MongoDB.Bson;

namespace ShmStore.Bson;

/// <summary>A BSON type as a type argument.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRepresentationForm
{
    /// <summary>The type.</summary>
    static abstract BsonType Type { get; }
}
