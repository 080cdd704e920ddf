using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using ShmStore.Bson;

namespace ShmStore.Store.Maps;

/// <summary>Keys as bytes, for those who know a map by its schema document only.</summary>
internal static class StoredKey
{
    private const int LongestShown = 64;

    /// <summary>Whether bytes are a key of the type that a schema document names.</summary>
    public static bool IsOf(string? type, ReadOnlySpan<byte> key) => type switch
    {
        "string" => Utf8.IsValid(key),
        "int32" => key.Length == 4,
        "int64" => key.Length == 8,
        "uuid" => key.Length == 16,
        "objectId" => key.Length == 12,
        _ => true,
    };

    /// <summary>The key for a message: as far as it is not too long.</summary>
    public static string Display(string? type, ReadOnlySpan<byte> key)
    {
        ReadOnlySpan<byte> shown = key[..Math.Min(key.Length, LongestShown)];
        string text = !IsOf(type, key) ? $"0x{Convert.ToHexString(shown)}" : type switch
        {
            "string" => $"\"{ShownKey.Escape(ShownUtf8.Of(shown))}\"",
            "int32" => MemoryMarshal.Read<int>(key).ToString(CultureInfo.InvariantCulture),
            "int64" => MemoryMarshal.Read<long>(key).ToString(CultureInfo.InvariantCulture),
            "uuid" => new Guid(key, bigEndian: true).ToString(),
            _ => $"0x{Convert.ToHexString(shown)}",
        };
        return shown.Length == key.Length ? text : text + "…";
    }
}
