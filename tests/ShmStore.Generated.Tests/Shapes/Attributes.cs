using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Elements in another order than declared.</summary>
[SharedObject]
public sealed partial class Ordered
{
    /// <summary>Behind those with an order.</summary>
    public string Last { get; set; } = "";

    /// <summary>Third.</summary>
    [BsonElement(Order = 3)]
    public string Third { get; set; } = "";

    /// <summary>First, renamed.</summary>
    [BsonElement("first", Order = -1)]
    public string Renamed { get; set; } = "";

    /// <summary>Second: the order of equals is the declared one.</summary>
    [BsonElement(Order = 3)]
    public string Fourth { get; set; } = "";
}

/// <summary>Elements that may be left out, and what they stand for.</summary>
[SharedObject]
public sealed partial class LeftOut
{
    /// <summary>Always there, before.</summary>
    public string Before { get; set; } = "";

    /// <summary>A reference.</summary>
    [BsonIgnoreIfNull]
    public string? Text { get; set; } = "initial";

    /// <summary>A nullable value.</summary>
    [BsonIgnoreIfNull]
    public int? Number { get; set; }

    /// <summary>A nested object.</summary>
    [BsonIgnoreIfNull]
    public Point? Point { get; set; }

    /// <summary>Always there, between.</summary>
    public string Between { get; set; } = "";

    /// <summary>The type's default is left out, not the initial value.</summary>
    [BsonIgnoreIfDefault]
    public int Count { get; set; } = 5;

    /// <summary>A default of its own.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(7L)]
    public long Seven { get; set; }

    /// <summary>Text with a default.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue("none")]
    public string Name { get; set; } = "";

    /// <summary>Nullable text with a default.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue("some")]
    public string? MaybeName { get; init; }

    /// <summary>A nullable enum with a default.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(Small.Most)]
    public Small? Kind { get; set; }

    /// <summary>Written always; missing ones stand for the default.</summary>
    [BsonDefaultValue(1.5)]
    public double Ratio { get; set; } = 2;

    /// <summary>A value type that is never null.</summary>
    [BsonIgnoreIfNull]
    public bool Flag { get; set; }

    /// <summary>Turned off.</summary>
    [BsonIgnoreIfDefault(false)]
    public bool Written { get; set; }
}

/// <summary>A document without an <c>_id</c>, and a required element.</summary>
[SharedObject]
[BsonNoId]
public sealed partial class NoId
{
    /// <summary>No <c>_id</c>.</summary>
    public int Id { get; set; }

    /// <summary>Required without the keyword.</summary>
    [BsonRequired]
    public int? Must { get; set; }
}

/// <summary>Elements that no member has are an error.</summary>
[SharedObject]
[BsonIgnoreExtraElements(false)]
public sealed partial class Strict
{
    /// <summary>An element.</summary>
    public int Number { get; set; }

    /// <summary>A nested object that passes over extra elements.</summary>
    public Point? Point { get; set; }
}

/// <summary>Elements that no member has are kept.</summary>
[SharedObject]
public sealed partial class Keeper
{
    /// <summary>An element.</summary>
    public int Number { get; set; }

    /// <summary>The others; null for none.</summary>
    [BsonExtraElements]
    public BsonDocument? Extra { get; set; }
}

/// <summary>As <see cref="Keeper"/>, by constructor and never null.</summary>
/// <param name="Number">An element.</param>
/// <param name="Extra">The others.</param>
[SharedObject]
public sealed partial record KeeperRecord(int Number, [property: BsonExtraElements] BsonDocument Extra);

/// <summary>As <see cref="Keeper"/>, as .NET values.</summary>
[SharedObject]
public sealed partial class DictionaryKeeper
{
    /// <summary>An element.</summary>
    public int Number { get; set; }

    /// <summary>The others.</summary>
    [BsonExtraElements]
    public IDictionary<string, object> Extra { get; set; } = new Dictionary<string, object>();
}
