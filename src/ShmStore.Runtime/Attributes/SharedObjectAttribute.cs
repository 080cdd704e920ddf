namespace ShmStore;

/// <summary>
/// Marks a partial class, record or struct as an object that a store can hold: its public instance properties and fields are the
/// elements of a BSON document. The source generator adds the codec (<c>ISharedObject&lt;T&gt;</c>), a zero-copy <c>View</c> and the <c>Layout</c>.
/// </summary>
/// <remarks>
/// Honoured from <c>MongoDB.Bson.Serialization.Attributes</c>: <c>BsonElement</c> (name), <c>BsonIgnore</c>, <c>BsonId</c> and
/// <c>BsonConstructor</c>; every other attribute of that namespace is reported. A get-only property that is neither an automatic property nor
/// named by a constructor parameter is computed and is not stored, as with MongoDB.Bson.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SharedObjectAttribute : Attribute;
