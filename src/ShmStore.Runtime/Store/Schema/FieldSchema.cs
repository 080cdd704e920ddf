namespace ShmStore.Store.Schema;

/// <summary>One field of an object type: element name, type as spelt in schema documents, value offset if it is fixed, and whether a document without it is an error.</summary>
internal sealed record FieldSchema(string Name, string Type, int? Offset, bool Required);
