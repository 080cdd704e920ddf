using ShmStore.Store.Maps;

namespace ShmStore.Tool;

/// <summary>The types of keys, for people.</summary>
internal static class KeyType
{
    /// <summary>The type of what stands under a key, of a map with the type of its keys; empty where there is none.</summary>
    public static string Of(UntypedKey key) => ShownKey.Escape(key.KeyType is null ? key.Type ?? "" : key.Type is null ? key.KeyType : $"{key.KeyType} to {key.Type}");
}
