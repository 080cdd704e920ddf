namespace ShmStore;

/// <summary>
/// Marks a partial class, record, struct or interface as an object that a store can hold: its public instance properties and fields are the
/// elements of a BSON document. The source generator adds the codec (<c>ISharedObject&lt;T&gt;</c>), a zero-copy <c>View</c> and the <c>Layout</c>.
/// </summary>
/// <remarks>
/// The attributes of <c>MongoDB.Bson.Serialization.Attributes</c> are honoured; one that is not is reported. A get-only property that is neither an automatic property nor
/// named by a constructor parameter is computed and is not stored, as with MongoDB.Bson.
/// Where a document has no element for a member, reading the whole object leaves the member's initializer, or the constructor parameter's default
/// value; a <c>required</c> member and a non-nullable reference parameter without default must be there. A getter or view of that member
/// alone knows the parameter's default value and an initializer that is a constant. Where it is none, a getter of a non-nullable reference asks the whole
/// object, and others give the type's default.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class SharedObjectAttribute : Attribute
{
    /// <summary>
    /// The types that a value of this interface or base class may be, each a shared object itself. On a class
    /// <see cref="MongoDB.Bson.Serialization.Attributes.BsonKnownTypesAttribute"/> says the same.
    /// </summary>
    public Type[] KnownTypes { get; init; } = [];
}
