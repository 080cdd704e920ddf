using System.Globalization;

namespace ShmStore.Store.Reading;

/// <summary>What logs and debuggers show of a key or a store: its name and its state. In whatever state the store is, that is no error.</summary>
internal static class KeySummary
{
    /// <summary>Of a key that has a version.</summary>
    public static string OfVersion<T>(string name, T key, Func<T, long> version) => Of(name, key, version, static (name, version) =>
        version == 0 ? $"{name}, never set" : string.Create(CultureInfo.InvariantCulture, $"{name}, version {version}"));

    /// <summary>Of a whole store.</summary>
    public static string OfStore<T>(string name, T store, Func<T, long> version) => Of(name, store, version, static (name, version) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}, version {version}"));

    /// <summary>Of a map.</summary>
    public static string OfMap<T>(string name, T map, Func<T, (long Count, long Version)> root) => Of(name, map, root, static (name, root) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}, {root.Count} {(root.Count == 1 ? "entry" : "entries")}, version {root.Version}"));

    /// <summary>Of an atomic.</summary>
    public static string OfAtomic<T, TValue>(string name, T atomic, Func<T, TValue> value) => Of(name, atomic, value, static (name, value) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}, {value}"));

    private static string Of<T, TState>(string name, T key, Func<T, TState> read, Func<string, TState, string> show)
    {
        try
        {
            return show(name, read(key));
        }
        catch (ObjectDisposedException)
        {
            return $"{name}, disposed";
        }
        catch (Exception unreadable) when (unreadable is SharedStoreException or InvalidOperationException)
        {
            // Damaged, written all the time, or of a snapshot that has ended.
            return $"{name}, not readable now";
        }
    }
}
