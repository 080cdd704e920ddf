using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;

namespace ShmStore.Bson;

/// <summary>What the comparer of a dictionary or set says about what its keys or items become.</summary>
internal static class Comparers
{
    /// <summary>Whether two of its keys may have one text: it has a comparer that need not tell them apart as the default one does, or is of a type that does not say.</summary>
    public static bool MayRepeat<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> dictionary)
        where TKey : notnull => dictionary switch
        {
            Dictionary<TKey, TValue> known => !IsUsual(known.Comparer),
            ConcurrentDictionary<TKey, TValue> known => !IsUsual(known.Comparer),
            OrderedDictionary<TKey, TValue> known => !IsUsual(known.Comparer),
            FrozenDictionary<TKey, TValue> known => !IsUsual(known.Comparer),
            ImmutableDictionary<TKey, TValue> known => !IsUsual(known.KeyComparer),
            SortedDictionary<TKey, TValue> known => !IsUsual(known.Comparer),
            SortedList<TKey, TValue> known => !IsUsual(known.Comparer),
            ImmutableSortedDictionary<TKey, TValue> known => !IsUsual(known.KeyComparer),
            _ => true,
        };

    /// <summary>Whether two items of a set may be read as the same: as with keys.</summary>
    public static bool MayRepeat<T>(object set) => set switch
    {
        HashSet<T> known => !IsUsual(known.Comparer),
        SortedSet<T> known => !IsUsual(known.Comparer),
        FrozenSet<T> known => !IsUsual(known.Comparer),
        ImmutableHashSet<T> known => !IsUsual(known.KeyComparer),
        ImmutableSortedSet<T> known => !IsUsual(known.KeyComparer),
        _ => true,
    };

    // The ordinal one tells texts apart as the default one does.
    private static bool IsUsual<TKey>(IEqualityComparer<TKey> comparer) =>
        ReferenceEquals(comparer, EqualityComparer<TKey>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal);

    private static bool IsUsual<TKey>(IComparer<TKey> comparer) => ReferenceEquals(comparer, Comparer<TKey>.Default) || ReferenceEquals(comparer, StringComparer.Ordinal);
}
