namespace ShmStore.Generators.Model;

/// <summary>One object type in the schema document.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="Fields">The fields in declared order.</param>
internal sealed record SchemaType(string Name, EquatableArray<SchemaField> Fields);
