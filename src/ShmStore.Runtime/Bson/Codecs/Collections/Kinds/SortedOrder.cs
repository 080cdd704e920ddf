namespace ShmStore.Bson;

/// <summary>The order of sorted sets and dictionaries that are read: for texts that of their UTF-16 code units, for others the type's own.</summary>
/// <remarks>
/// The default order of texts depends on the culture of the process and on its data, and takes different texts for the same: what one process wrote, another could not read without losing some.
/// </remarks>
internal static class SortedOrder
{
    /// <summary>The comparer of a type.</summary>
    public static IComparer<T> Of<T>() => typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;

    /// <summary>Sorts entries. Of keys that the order takes for the same the first counts, as of those that are there twice.</summary>
    public static SortedDictionary<TKey, TValue> Sort<TKey, TValue>(Dictionary<TKey, TValue> entries)
        where TKey : notnull
    {
        var sorted = new SortedDictionary<TKey, TValue>(Of<TKey>());
        foreach ((TKey key, TValue value) in entries)
            sorted.TryAdd(key, value);
        return sorted;
    }
}
