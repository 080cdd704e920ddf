using MongoDB.Bson.Serialization.Attributes;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Members that are left out when they have a default of their own.</summary>
[SharedObject]
public sealed partial class Omitted
{
    /// <summary>Another one later.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(30)]
    public int Timeout { get; set; }

    /// <summary>Another one later.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue("a")]
    public string Text { get; set; } = "";

    /// <summary>None later.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(true)]
    public bool Flag { get; set; }

    /// <summary>An initializer, and another one later.</summary>
    public double Factor { get; set; } = 5;

    /// <summary>The same later, as another constant.</summary>
    public double Ratio { get; set; } = 5;

    /// <summary>The same later, as a number.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(Small.Most)]
    public Small Kind { get; set; }

    /// <summary>The type's own, which is not said later.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(0)]
    public long Zero { get; set; }

    /// <summary>The type's own, which is not said later.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(-0.0)]
    public double Negative { get; set; }

    /// <summary>Not the type's own, which is null.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(0)]
    public int? Maybe { get; set; }

    /// <summary>Always written: another one later is no matter.</summary>
    [BsonDefaultValue(1)]
    public int Written { get; set; }

    /// <summary>For <see cref="Factor"/>.</summary>
    public bool ShouldSerializeFactor() => Factor != 5;

    /// <summary>For <see cref="Ratio"/>.</summary>
    public bool ShouldSerializeRatio() => Ratio != 5;
}

/// <summary>What becomes of <see cref="Omitted"/>.</summary>
[SharedObject]
public sealed partial class OmittedLater
{
    /// <summary>Another one.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue(60)]
    public int Timeout { get; set; }

    /// <summary>Another one.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue("b")]
    public string Text { get; set; } = "";

    /// <summary>None.</summary>
    [BsonIgnoreIfDefault]
    public bool Flag { get; set; }

    /// <summary>Another one.</summary>
    public double Factor { get; set; } = 6;

    /// <summary>The same.</summary>
    public double Ratio { get; set; } = 5.0;

    /// <summary>The same.</summary>
    [BsonIgnoreIfDefault]
    [BsonDefaultValue((int)Small.Most)]
    public int Kind { get; set; }

    /// <summary>The same.</summary>
    [BsonIgnoreIfDefault]
    public long Zero { get; set; }

    /// <summary>The same.</summary>
    [BsonIgnoreIfDefault]
    public double Negative { get; set; }

    /// <summary>Null.</summary>
    [BsonIgnoreIfDefault]
    public int? Maybe { get; set; }

    /// <summary>Another one.</summary>
    [BsonDefaultValue(2)]
    public int Written { get; set; }

    /// <summary>For <see cref="Factor"/>.</summary>
    public bool ShouldSerializeFactor() => Factor != 6;

    /// <summary>For <see cref="Ratio"/>.</summary>
    public bool ShouldSerializeRatio() => Ratio != 5;
}

/// <summary>A store of <see cref="Omitted"/>.</summary>
[SharedStore]
public partial class OmittedStore
{
    /// <summary>The object.</summary>
    public partial SharedEntry<Omitted> Value { get; }
}

/// <summary>What becomes of <see cref="OmittedStore"/>.</summary>
[SharedStore]
public partial class OmittedLaterStore
{
    /// <summary>The object.</summary>
    public partial SharedEntry<OmittedLater> Value { get; }
}
