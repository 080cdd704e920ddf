using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// Keys and items of sets that differ, and of which one would be lost, because they are stored alike or read as the same.
/// </summary>
/// <typeparam name="T">The type of the keys or items.</typeparam>
internal static class StoredAlike<T>
{
    /// <summary>Whether values of the type may be so, whatever compares them: times, which are cut off to what their form holds and become UTC. Known when code is compiled.</summary>
    public static bool MayBe
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTimeOffset) || typeof(T) == typeof(TimeSpan) || typeof(T) == typeof(TimeOnly)
            || typeof(T) == typeof(DateTime?) || typeof(T) == typeof(DateTimeOffset?) || typeof(T) == typeof(TimeSpan?) || typeof(T) == typeof(TimeOnly?);
    }

    /// <summary>The error.</summary>
    /// <param name="stored">The keys or items as they are read back, of which some are the same.</param>
    public static ArgumentException Error(IEnumerable<T> stored)
    {
        var seen = new HashSet<T>();
        foreach (T value in stored)
        {
            if (!seen.Add(value))
                return new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"two keys or items are stored as {value}, and one of them would be lost: this form does not hold what tells them apart"));
        }

        return new ArgumentException("two keys or items are the same in the order of their type, by which the collection is sorted when it is read back, and one of them would be lost");
    }
}
