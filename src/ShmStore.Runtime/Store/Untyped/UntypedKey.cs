namespace ShmStore;

/// <summary>A key of a store, as the store's schema has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What stands under it.</param>
/// <param name="Type">The full name of the type of its objects, or the type of its atomic (int32, int64, double, bool); null for documents without a schema.</param>
/// <param name="KeyType">The type of the keys of a map: string, int32, int64 (enums too), uuid, objectId or binary; null for what is no map.</param>
public sealed record UntypedKey(string Name, StoreKeyKind Kind, string? Type, string? KeyType);
