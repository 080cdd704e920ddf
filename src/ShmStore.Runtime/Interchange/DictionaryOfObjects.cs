using System.Collections;
using System.Dynamic;
using ShmStore.Bson;

namespace ShmStore;

/// <summary>
/// Dictionaries of objects in the form in which MongoDB.Bson writes what is in them without the names of .NET types. It asks its context for that, and of an
/// <see cref="ExpandoObject"/> it uses another context. Thread-safe.
/// </summary>
internal static class DictionaryOfObjects
{
    /// <summary>The same with a dictionary in the place of each <see cref="ExpandoObject"/>.</summary>
    /// <exception cref="ArgumentException">It is nested too deeply, which may be endlessly.</exception>
    public static object WithoutExpandos(object value) => Plain(value, 0)!;

    private static object? Plain(object? value, int level)
    {
        if (value is ExpandoObject or Dictionary<string, object?>)
        {
            int inner = Deeper(level);
            return ((IDictionary<string, object?>)value).ToDictionary(static each => each.Key, each => Plain(each.Value, inner));
        }
        if (value is IList and IEnumerable<object?> items && items.Any(static each => each is ExpandoObject or Dictionary<string, object?>))
        {
            int inner = Deeper(level);
            return items.Select(each => Plain(each, inner)).ToList();
        }
        return value;
    }

    private static int Deeper(int level) =>
        level < BsonLimits.DefaultDepth ? level + 1 : throw new ArgumentException($"It is nested more than {BsonLimits.DefaultDepth} levels deep.");
}
