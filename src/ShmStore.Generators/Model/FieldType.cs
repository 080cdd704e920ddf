namespace ShmStore.Generators.Model;

/// <summary>
/// How a member's C# type is stored and read: everything the emitter and the schema need to know about a type. Type expressions are fully
/// qualified C# text.
/// </summary>
/// <param name="Type">The C# type, with its nullable annotation.</param>
/// <param name="Codec">The codec struct, an <c>IBsonCodec&lt;Type&gt;</c>.</param>
/// <param name="View">The type a view returns.</param>
/// <param name="ViewReader">The struct that makes the view, an <c>IBsonView&lt;View&gt;</c>.</param>
/// <param name="ViewIsRefStruct">The view type is a ref struct, so null needs a separate question.</param>
/// <param name="Schema">The type's name in the schema document.</param>
/// <param name="AllowsNull">Null can be stored.</param>
/// <param name="IsReference">A reference type in C#.</param>
/// <param name="Fixed">How the value lies in the fixed block; null for types of variable width and nullable ones.</param>
internal sealed record FieldType(
    string Type,
    string Codec,
    string View,
    string ViewReader,
    bool ViewIsRefStruct,
    string Schema,
    bool AllowsNull,
    bool IsReference,
    FixedType? Fixed)
{
    /// <summary>A value of MongoDB.Bson, whose null reference is not BSON's null.</summary>
    public bool IsBsonValue { get; init; }
}
