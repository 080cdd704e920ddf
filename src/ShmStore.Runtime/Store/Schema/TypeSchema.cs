namespace ShmStore.Store.Schema;

/// <summary>One object type: its full name and its fields in declared order.</summary>
internal sealed record TypeSchema(string Name, IReadOnlyList<FieldSchema> Fields);
