using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>What lies under a key.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Type">The value's C# type, fully qualified; empty for a document.</param>
/// <param name="Schema">The value's type in the schema; empty for a document.</param>
internal sealed record KeyValue(KeyKind Kind, string Type, string Schema);
