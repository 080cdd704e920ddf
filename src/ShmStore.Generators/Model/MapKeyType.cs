namespace ShmStore.Generators.Model;

/// <summary>The type of a map's run-time keys.</summary>
/// <param name="Type">The C# type, fully qualified.</param>
/// <param name="Schema">How the keys are stored, as the schema has it.</param>
internal sealed record MapKeyType(string Type, string Schema);
