using MongoDB.Bson;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Every type that can be null.</summary>
[SharedObject]
public sealed partial class NullableFields
{
    /// <summary>bool.</summary>
    public bool? Flag { get; set; }

    /// <summary>int.</summary>
    public int? Int { get; set; }

    /// <summary>long.</summary>
    public long? Long { get; set; }

    /// <summary>double.</summary>
    public double? Double { get; set; }

    /// <summary>decimal.</summary>
    public decimal? Decimal { get; set; }

    /// <summary>DateTime.</summary>
    public DateTime? Time { get; set; }

    /// <summary>Guid.</summary>
    public Guid? Guid { get; set; }

    /// <summary>ObjectId.</summary>
    public ObjectId? Oid { get; set; }

    /// <summary>Enum.</summary>
    public Huge? Huge { get; set; }

    /// <summary>string.</summary>
    public string? Text { get; set; }

    /// <summary>Binary.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>A nested class.</summary>
    public Point? Point { get; set; }

    /// <summary>A nested struct.</summary>
    public Pair? Pair { get; set; }

    /// <summary>A list.</summary>
    public List<int>? List { get; set; }
}
