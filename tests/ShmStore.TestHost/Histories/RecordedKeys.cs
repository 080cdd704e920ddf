using System.Globalization;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Histories;

/// <summary>The keys of recorded histories: entries of two maps, and the entry beside them. All other keys of the maps are noise.</summary>
public static class RecordedKeys
{
    /// <summary>How many keys there are; the last is the entry.</summary>
    public const int Count = 9;

    /// <summary>The key that is no entry of a map.</summary>
    public const int Beside = Count - 1;

    /// <summary>Numbers of keys that are noise begin here.</summary>
    public const int FirstNoise = 1000;

    // Short enough for registers, longer, and not ASCII.
    private static readonly string[] Texts = ["abc", "account:000001", "a key of more than sixteen bytes", "schlüssel"];

    /// <summary>Whether a key is one of the map of texts; otherwise it is one of the numbers.</summary>
    public static bool IsText(int key) => key < Texts.Length;

    /// <summary>The text of a key.</summary>
    public static string TextOf(int key) => Texts[key];

    /// <summary>A text that is noise.</summary>
    public static string NoiseOf(int number) => string.Create(CultureInfo.InvariantCulture, $"noise:{number:D6}");

    /// <summary>Finds the value of a key.</summary>
    public static bool TryGet(MapStore store, int key, out Sample? value, out long version)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (key == Beside)
            return store.Beside.TryGet(out value, out version);
        return IsText(key) ? store.Texts.TryGetValue(TextOf(key), out value, out version) : store.Numbers.TryGetValue(key, out value, out version);
    }

    /// <summary>Sets the value of a key.</summary>
    public static void Set(MapStoreWriter writer, int key, Sample value)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (key == Beside)
            writer.Beside.Set(value);
        else if (IsText(key))
            writer.Texts.Set(TextOf(key), value);
        else
            writer.Numbers.Set(key, value);
    }

    /// <summary>Removes the value of a key of a map.</summary>
    public static bool Remove(MapStoreWriter writer, int key)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return IsText(key) ? writer.Texts.Remove(TextOf(key)) : writer.Numbers.Remove(key);
    }
}
