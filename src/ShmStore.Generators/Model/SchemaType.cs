namespace ShmStore.Generators.Model;

/// <summary>One object type in the schema document.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="Fields">The fields in declared order.</param>
/// <param name="Known">The types that a value may be; none for a type that is always exactly itself.</param>
internal sealed record SchemaType(string Name, EquatableArray<SchemaField> Fields, EquatableArray<SchemaKnownType> Known);
