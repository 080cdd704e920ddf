using ShmStore.Store.Maps;

namespace ShmStore;

/// <summary>Look-ups in maps with text keys by text that is not a <see cref="string"/>. Nothing is allocated.</summary>
public static class SharedMapTextKeys
{
    /// <summary>Finds the entry of a key.</summary>
    /// <returns>False if there is none; <paramref name="entry"/> must not be used then.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key is too long, or not Unicode.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static bool TryGet<TValue>(this SharedMap<string, TValue> map, ReadOnlySpan<char> key, out SharedMapEntry<TValue> entry)
        where TValue : ISharedObject<TValue>
    {
        ArgumentNullException.ThrowIfNull(map);
        return TryGet(map.Reader, HeldKey.Text(key), out entry);
    }

    /// <summary>Finds the entry of a key given as UTF-8.</summary>
    /// <returns>False if there is none; <paramref name="entry"/> must not be used then.</returns>
    /// <exception cref="ReadContentionException">The writer overtook every attempt.</exception>
    /// <exception cref="ArgumentException">The key is too long.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public static bool TryGet<TValue>(this SharedMap<string, TValue> map, ReadOnlySpan<byte> utf8Key, out SharedMapEntry<TValue> entry)
        where TValue : ISharedObject<TValue>
    {
        ArgumentNullException.ThrowIfNull(map);
        return TryGet(map.Reader, HeldKey.Bytes(utf8Key), out entry);
    }

    private static bool TryGet<TValue>(MapReader map, HeldKey key, out SharedMapEntry<TValue> entry)
        where TValue : ISharedObject<TValue>
    {
        bool found = key.TryFind(map, out MapPlace place);
        entry = found ? new SharedMapEntry<TValue>(map, place, key) : default;
        return found;
    }
}
