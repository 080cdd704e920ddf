using System.Globalization;
using System.Runtime.CompilerServices;

namespace ShmStore.Bson;

/// <summary>
/// Values that differ as keys and items of sets but may be stored alike: times, which are cut off to what their form holds and become UTC.
/// Collections of others do not ask.
/// </summary>
/// <typeparam name="T">The type of the keys or items.</typeparam>
internal static class CutValues<T>
{
    /// <summary>Whether there are such values; known when code is compiled.</summary>
    public static bool MayMeet
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(DateTime) || typeof(T) == typeof(DateTimeOffset) || typeof(T) == typeof(TimeSpan) || typeof(T) == typeof(TimeOnly)
            || typeof(T) == typeof(DateTime?) || typeof(T) == typeof(DateTimeOffset?) || typeof(T) == typeof(TimeSpan?) || typeof(T) == typeof(TimeOnly?);
    }

    /// <summary>Checks what was written.</summary>
    /// <param name="stored">The keys or items as they are read back.</param>
    /// <exception cref="ArgumentException">Two of them are the same.</exception>
    public static void ThrowIfTwice(IEnumerable<T> stored)
    {
        var seen = new HashSet<T>();
        foreach (T value in stored)
        {
            if (!seen.Add(value))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"two keys or items are stored as {value}, and one of them would be lost: this form does not hold what tells them apart"));
        }
    }
}
