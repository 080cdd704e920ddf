using MongoDB.Bson;
using MongoDB.Bson.Serialization.Attributes;
using MongoDB.Bson.Serialization.Options;

namespace ShmStore.Generated.Tests.Shapes;

/// <summary>Other forms than the usual.</summary>
[SharedObject]
public sealed partial class Representations
{
    /// <summary>IntText.</summary>
    [BsonRepresentation(BsonType.String)]
    public int IntText { get; set; }

    /// <summary>IntLong.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public int IntLong { get; set; }

    /// <summary>LongDouble.</summary>
    [BsonRepresentation(BsonType.Double)]
    public long LongDouble { get; set; }

    /// <summary>DecimalText.</summary>
    [BsonRepresentation(BsonType.String)]
    public decimal DecimalText { get; set; }

    /// <summary>MaybeIntText.</summary>
    [BsonRepresentation(BsonType.String)]
    public int? MaybeIntText { get; set; }

    /// <summary>Texts.</summary>
    [BsonRepresentation(BsonType.String)]
    public List<int> Texts { get; set; } = [];

    /// <summary>TextValues.</summary>
    [BsonRepresentation(BsonType.String)]
    public Dictionary<string, int> TextValues { get; set; } = [];

    /// <summary>EnumText.</summary>
    [BsonRepresentation(BsonType.String)]
    public Small EnumText { get; set; }

    /// <summary>MaybeEnumText.</summary>
    [BsonRepresentation(BsonType.String)]
    public Small? MaybeEnumText { get; set; }

    /// <summary>IdText.</summary>
    [BsonRepresentation(BsonType.String)]
    public ObjectId IdText { get; set; }

    /// <summary>TextId.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public string TextId { get; set; } = "000000000000000000000000";

    /// <summary>MaybeTextId.</summary>
    [BsonRepresentation(BsonType.ObjectId)]
    public string? MaybeTextId { get; set; }

    /// <summary>CharText.</summary>
    [BsonRepresentation(BsonType.String)]
    public char CharText { get; set; } = 'c';

    /// <summary>BoolText.</summary>
    [BsonRepresentation(BsonType.String)]
    public bool BoolText { get; set; }

    /// <summary>GuidText.</summary>
    [BsonRepresentation(BsonType.String)]
    public Guid GuidText { get; set; }

    /// <summary>GuidCSharp.</summary>
    [BsonGuidRepresentation(GuidRepresentation.CSharpLegacy)]
    public Guid GuidCSharp { get; set; }

    /// <summary>GuidJava.</summary>
    [BsonGuidRepresentation(GuidRepresentation.JavaLegacy)]
    public Guid GuidJava { get; set; }

    /// <summary>GuidPython.</summary>
    [BsonGuidRepresentation(GuidRepresentation.PythonLegacy)]
    public Guid? GuidPython { get; set; }

    /// <summary>Local.</summary>
    [BsonDateTimeOptions(Kind = DateTimeKind.Local)]
    public DateTime Local { get; set; }

    /// <summary>Day.</summary>
    [BsonDateTimeOptions(DateOnly = true)]
    public DateTime Day { get; set; }

    /// <summary>TimeTicks.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public DateTime TimeTicks { get; set; }

    /// <summary>TimeText.</summary>
    [BsonDateTimeOptions(Representation = BsonType.String)]
    public DateTime TimeText { get; set; }

    /// <summary>TimeDocument.</summary>
    [BsonRepresentation(BsonType.Document)]
    public DateTime TimeDocument { get; set; }

    /// <summary>ZonedText.</summary>
    [BsonRepresentation(BsonType.String)]
    public DateTimeOffset ZonedText { get; set; }

    /// <summary>ZonedArray.</summary>
    [BsonRepresentation(BsonType.Array)]
    public DateTimeOffset ZonedArray { get; set; }

    /// <summary>DateText.</summary>
    [BsonRepresentation(BsonType.String)]
    public DateOnly DateText { get; set; }

    /// <summary>DateTicks.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public DateOnly DateTicks { get; set; }

    /// <summary>SpanTicks.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public TimeSpan SpanTicks { get; set; }

    /// <summary>SpanSeconds.</summary>
    [BsonTimeSpanOptions(BsonType.Double, TimeSpanUnits.Seconds)]
    public TimeSpan SpanSeconds { get; set; }

    /// <summary>SpanMinutes.</summary>
    [BsonTimeSpanOptions(BsonType.Int32, TimeSpanUnits.Minutes)]
    public TimeSpan? SpanMinutes { get; set; }

    /// <summary>TimeOnlyText.</summary>
    [BsonRepresentation(BsonType.String)]
    public TimeOnly TimeOnlyText { get; set; }

    /// <summary>TimeOnlyMilliseconds.</summary>
    [BsonTimeOnlyOptions(BsonType.Int32, TimeOnlyUnits.Milliseconds)]
    public TimeOnly TimeOnlyMilliseconds { get; set; }

    /// <summary>ZonedDate.</summary>
    [BsonRepresentation(BsonType.DateTime)]
    public DateTimeOffset ZonedDate { get; set; }

    /// <summary>DateDocument.</summary>
    [BsonRepresentation(BsonType.Document)]
    public DateOnly DateDocument { get; set; }

    /// <summary>EnumLong.</summary>
    [BsonRepresentation(BsonType.Int64)]
    public Small EnumLong { get; set; }

    /// <summary>DoubleDecimal.</summary>
    [BsonRepresentation(BsonType.Decimal128)]
    public double DoubleDecimal { get; set; } = -8.237E-20;

    /// <summary>HalfText.</summary>
    [BsonRepresentation(BsonType.String)]
    public Half HalfText { get; set; } = Half.MaxValue;

    /// <summary>HalfDecimal.</summary>
    [BsonRepresentation(BsonType.Decimal128)]
    public Half HalfDecimal { get; set; } = Half.Epsilon;
}
