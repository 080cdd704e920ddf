namespace ShmStore.Generators.Model;

/// <summary>One type that a value of another may be, in the schema document.</summary>
/// <param name="Name">The name in documents: the discriminator.</param>
/// <param name="Type">The type's full name.</param>
internal sealed record SchemaKnownType(string Name, string Type);
