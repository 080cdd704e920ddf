namespace ShmStore;

/// <summary>
/// Marks a partial class, record or struct as an object that a store can hold: its public instance properties and fields are the
/// elements of a BSON document. The source generator adds the codec (<c>ISharedObject&lt;T&gt;</c>), a zero-copy <c>View</c> and the <c>Layout</c>.
/// </summary>
/// <remarks>
/// Honoured from <c>MongoDB.Bson.Serialization.Attributes</c>: <c>BsonElement</c> (name), <c>BsonIgnore</c>, <c>BsonId</c> and
/// <c>BsonConstructor</c>; every other attribute of that namespace is reported. A get-only property that is neither an automatic property nor
/// named by a constructor parameter is computed and is not stored, as with MongoDB.Bson.
/// Where a document has no element for a member, reading the whole object leaves the member's initializer, or the constructor parameter's default
/// value; a <c>required</c> member and a non-nullable reference parameter without default must be there. A getter or view of that member
/// alone knows neither and gives the type's default.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SharedObjectAttribute : Attribute;
