namespace ShmStore.Generators.Model;

/// <summary>Everything emitted for one store. Holds text and numbers only, as <see cref="ObjectModel"/> does, for the same reason.</summary>
/// <param name="Declaration">Where the emitted part goes.</param>
/// <param name="Type">The store, fully qualified.</param>
/// <param name="SchemaName">The store's full name in the schema.</param>
/// <param name="Keys">The keys in declared order.</param>
/// <param name="Types">The object types reachable from the keys, in order of first appearance.</param>
/// <param name="Marks">What the attributes of the keys and their types demand of the constructors, which use all keys.</param>
internal sealed record StoreModel(
    TypeDeclaration Declaration,
    string Type,
    string SchemaName,
    EquatableArray<KeyModel> Keys,
    EquatableArray<SchemaType> Types,
    SymbolMarks Marks);
