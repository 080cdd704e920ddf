using ShmStore.Generators.Model;

namespace ShmStore.Generators.Parsing.Stores;

/// <summary>What lies under a key.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Type">The value's C# type, fully qualified; empty for documents.</param>
/// <param name="Schema">The value's type in the schema; empty for documents.</param>
/// <param name="MapKey">The run-time keys of a map; null for what is no map.</param>
internal sealed record KeyValue(KeyKind Kind, string Type, string Schema, MapKeyType? MapKey);
