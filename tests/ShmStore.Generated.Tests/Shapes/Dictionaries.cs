using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Options;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Every dictionary type.</summary>
[SharedObject]
public sealed partial class Dictionaries
{
    /// <summary>DictionaryOf.</summary>
    public Dictionary<string, int>? DictionaryOf { get; set; }

    /// <summary>SortedDictionaryOf.</summary>
    public SortedDictionary<string, int>? SortedDictionaryOf { get; set; }

    /// <summary>SortedListOf.</summary>
    public SortedList<string, int>? SortedListOf { get; set; }

    /// <summary>OrderedDictionaryOf.</summary>
    public OrderedDictionary<string, int>? OrderedDictionaryOf { get; set; }

    /// <summary>ConcurrentDictionaryOf.</summary>
    public ConcurrentDictionary<string, int>? ConcurrentDictionaryOf { get; set; }

    /// <summary>ReadOnlyDictionaryOf.</summary>
    public ReadOnlyDictionary<string, int>? ReadOnlyDictionaryOf { get; set; }

    /// <summary>ImmutableDictionaryOf.</summary>
    public ImmutableDictionary<string, int>? ImmutableDictionaryOf { get; set; }

    /// <summary>ImmutableSortedDictionaryOf.</summary>
    public ImmutableSortedDictionary<string, int>? ImmutableSortedDictionaryOf { get; set; }

    /// <summary>FrozenDictionaryOf.</summary>
    public FrozenDictionary<string, int>? FrozenDictionaryOf { get; set; }

    /// <summary>IDictionaryOf.</summary>
    public IDictionary<string, int>? IDictionaryOf { get; set; }

    /// <summary>IReadOnlyDictionaryOf.</summary>
    public IReadOnlyDictionary<string, int>? IReadOnlyDictionaryOf { get; set; }

    /// <summary>IImmutableDictionaryOf.</summary>
    public IImmutableDictionary<string, int>? IImmutableDictionaryOf { get; set; }
}

/// <summary>Dictionaries of other values, and in other forms.</summary>
[SharedObject]
public sealed partial class DictionaryEntries
{
    /// <summary>Points.</summary>
    public Dictionary<string, Point?> Points { get; set; } = [];

    /// <summary>Lists.</summary>
    public Dictionary<string, List<string>> Lists { get; set; } = [];

    /// <summary>Nested.</summary>
    public Dictionary<string, Dictionary<string, int?>> Nested { get; set; } = [];

    /// <summary>Documents.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]
    public Dictionary<int, string> Documents { get; set; } = [];

    /// <summary>Arrays.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfArrays)]
    public Dictionary<Guid, int> Arrays { get; set; } = [];
}

/// <summary>Keys that become text: MongoDB.Bson would refuse them.</summary>
[SharedObject]
public sealed partial class KeyedDictionaries
{
    /// <summary>Ints.</summary>
    public Dictionary<int, string> Ints { get; set; } = [];

    /// <summary>Longs.</summary>
    public Dictionary<long, int>? Longs { get; set; }

    /// <summary>Guids.</summary>
    public Dictionary<Guid, int> Guids { get; set; } = [];

    /// <summary>Enums.</summary>
    public Dictionary<Small, int> Enums { get; set; } = [];

    /// <summary>Spans.</summary>
    public Dictionary<TimeSpan, DateOnly> Spans { get; set; } = [];

    /// <summary>Dates.</summary>
    public Dictionary<DateOnly, TimeSpan> Dates { get; set; } = [];

    /// <summary>Chars.</summary>
    public Dictionary<char, int> Chars { get; set; } = [];
}

#nullable disable
/// <summary>Dictionaries in code without nullable annotations.</summary>
[SharedObject]
public sealed partial class UnannotatedDictionaries
{
    /// <summary>ByName.</summary>
    public Dictionary<string, string> ByName { get; set; }

    /// <summary>Documents.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfDocuments)]
    public Dictionary<Uri, string> Documents { get; set; }

    /// <summary>Arrays.</summary>
    [BsonDictionaryOptions(DictionaryRepresentation.ArrayOfArrays)]
    public SortedDictionary<string, int> Arrays { get; set; }
}
