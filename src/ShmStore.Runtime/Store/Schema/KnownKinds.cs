namespace ShmStore.Store.Schema;

/// <summary>Whether a schema says of its keys what this library can read.</summary>
internal static class KnownKinds
{
    /// <summary>The first key of a kind, or of a type of atomics or of run-time keys, that there is not, as a clause for a message; null when all are known.</summary>
    public static string? Unknown(StoreSchema schema) => schema.Keys.Select(Unknown).FirstOrDefault(static unknown => unknown is not null);

    private static string? Unknown(KeySchema key)
    {
        string? what = key switch
        {
            { Kind: KeyKinds.Entry or KeyKinds.Document } => null,
            { Kind: KeyKinds.Atomic } => key.Type is "int32" or "int64" or "double" or "bool" ? null : $"an atomic of the type '{key.Type}'",
            { Kind: KeyKinds.Map or KeyKinds.DocumentMap } => key.Key is "string" or "int32" or "int64" or "uuid" or "objectId" or "binary" ? null : $"a map with keys of the type '{key.Key}'",
            _ => $"of the kind '{key.Kind}'",
        };
        return what is null ? null : $"the key '{key.Name}' is {what}, which is unknown";
    }
}
