using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Options;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Sets, and dictionaries in array form, which are read back with the usual comparers; and values that only some ways of reading tell apart.</summary>
[SharedObject]
public sealed partial class Lookups
{
    /// <summary>Of documents.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]
    public Dictionary<decimal, string>? Numbers { get; set; }

    /// <summary>Of arrays.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfArrays)]
    public SortedDictionary<Half, int>? Sorted { get; set; }

    /// <summary>A set.</summary>
    public HashSet<string>? Texts { get; set; }

    /// <summary>A sorted one.</summary>
    public SortedSet<string>? Ordered { get; set; }

    /// <summary>By interface.</summary>
    public ISet<string>? Any { get; set; }

    /// <summary>Immutable.</summary>
    public ImmutableHashSet<string>? Immutable { get; set; }

    /// <summary>Frozen.</summary>
    public FrozenSet<string>? Frozen { get; set; }

    /// <summary>Times, which are cut off.</summary>
    public HashSet<DateTime>? Times { get; set; }

    /// <summary>Object ids, which have no letters.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public HashSet<string>? Ids { get; set; }

    /// <summary>An address.</summary>
    public Uri? Address { get; set; }

    /// <summary>What is nothing in two ways.</summary>
    public BsonUndefined? Undefined { get; set; }
}

/// <summary>Tells apart what the usual comparers do not.</summary>
internal sealed class FineComparer<T> : IEqualityComparer<T>, IComparer<T>
{
    public int Compare(T? x, T? y) => string.CompareOrdinal(TextOf(x), TextOf(y));

    public bool Equals(T? x, T? y) => Compare(x, y) == 0;

    public int GetHashCode(T obj) => string.GetHashCode(TextOf(obj), StringComparison.Ordinal);

    // 1.0m and 1.00m, +0 and -0; and of texts every instance.
    private static string TextOf(T? value) => value is string text
        ? string.Create(CultureInfo.InvariantCulture, $"{text} {System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(text)}")
        : string.Create(CultureInfo.InvariantCulture, $"{value}");
}

/// <summary>A store of them.</summary>
[SharedStore]
public partial class LookupStore
{
    /// <summary>The object.</summary>
    public partial SharedEntry<Lookups> Lookups { get; }
}
