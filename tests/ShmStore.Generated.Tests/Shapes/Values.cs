using System.Globalization;
using MongoDB.Bson;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Values of MongoDB.Bson, memory, and what is text in BSON.</summary>
[SharedObject]
public sealed partial class Values
{
    /// <summary>Document.</summary>
    public BsonDocument Document { get; set; } = [];

    /// <summary>MaybeDocument.</summary>
    public BsonDocument? MaybeDocument { get; set; }

    /// <summary>Any.</summary>
    public BsonValue Any { get; set; } = 0;

    /// <summary>Array.</summary>
    public BsonArray Array { get; set; } = [];

    /// <summary>MaybeArray.</summary>
    public BsonArray? MaybeArray { get; set; }

    /// <summary>Timestamp.</summary>
    public BsonTimestamp Timestamp { get; set; } = new(0);

    /// <summary>MaybeTimestamp.</summary>
    public BsonTimestamp? MaybeTimestamp { get; set; }

    /// <summary>Regex.</summary>
    public BsonRegularExpression Regex { get; set; } = new("");

    /// <summary>MaybeRegex.</summary>
    public BsonRegularExpression? MaybeRegex { get; set; }

    /// <summary>Anys.</summary>
    public List<BsonValue> Anys { get; set; } = [];

    /// <summary>MaybeArrays.</summary>
    public List<BsonArray?> MaybeArrays { get; set; } = [];

    /// <summary>MaybeTimestamps.</summary>
    public List<BsonTimestamp?> MaybeTimestamps { get; set; } = [];

    /// <summary>Memory.</summary>
    public ReadOnlyMemory<byte> Memory { get; set; }

    /// <summary>MaybeMemory.</summary>
    public ReadOnlyMemory<byte>? MaybeMemory { get; set; }

    /// <summary>WritableMemory.</summary>
    public Memory<byte> WritableMemory { get; set; }

    /// <summary>Uri.</summary>
    public Uri? Uri { get; set; }

    /// <summary>Version.</summary>
    public Version Version { get; set; } = new(1, 0);

    /// <summary>Culture.</summary>
    public CultureInfo? Culture { get; set; }
}
