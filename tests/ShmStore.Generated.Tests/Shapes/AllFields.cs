using MongoDB.Bson;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Every scalar, in declared order between variable-width ones.</summary>
[SharedObject]
public sealed partial record AllFields
{
    /// <summary>Tail before the fixed ones.</summary>
    public string Text { get; init; } = "";

    /// <summary>bool.</summary>
    public bool Flag { get; init; }

    /// <summary>int.</summary>
    public int Int { get; init; }

    /// <summary>long.</summary>
    public long Long { get; init; }

    /// <summary>double.</summary>
    public double Double { get; init; }

    /// <summary>decimal.</summary>
    public decimal Decimal { get; init; }

    /// <summary>DateTime.</summary>
    public DateTime Time { get; init; }

    /// <summary>Guid.</summary>
    public Guid Guid { get; init; }

    /// <summary>ObjectId, the document's _id.</summary>
    public ObjectId Id { get; init; }

    /// <summary>Enum over byte.</summary>
    public Small Small { get; init; }

    /// <summary>Enum over uint.</summary>
    public Large Large { get; init; }

    /// <summary>Binary.</summary>
    public byte[] Bytes { get; init; } = [];
}
