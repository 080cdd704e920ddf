namespace ShmStore.Store.Schema;

/// <summary>One key of a schema: its name, its kind (<see cref="StoreKind"/>), and the type behind it, empty for documents.</summary>
internal sealed record KeySchema(string Name, string Kind, string Type);
