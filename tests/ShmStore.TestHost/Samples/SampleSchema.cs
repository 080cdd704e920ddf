using MongoDB.Bson;

namespace ShmStore.TestHost.Samples;

/// <summary>Schema documents, written by MongoDB.Bson so that the tests do not lean on the writer they test.</summary>
public static class SampleSchema
{
    public const string SampleType = "Tests.Sample";

    /// <summary>The schema of <see cref="SampleStore"/>.</summary>
    public static StoreSchema Current { get; } = Parse(Document());

    /// <summary>That schema as a document of its own, to be changed.</summary>
    public static BsonDocument Document() => Store(
        [
            Key("A", "entry", SampleType), Key("B", "entry", SampleType), Key("Count", "atomic", "int64"), Key("Ratio", "atomic", "double"),
            Key("Flag", "atomic", "bool"), Key("Small", "atomic", "int32"), Key("Free", "document"), Key("C", "entry", SampleType), Key("D", "entry", SampleType),
        ],
        [OfSample]);

    /// <summary>The type <see cref="Sample"/> in a schema.</summary>
    public static BsonDocument OfSample =>
        Type(SampleType, Field("Number", "int64", Sample.NumberOffset), Field("Half", "double", Sample.HalfOffset), Field("Text", "string", required: true));

    /// <summary>The schema a document describes.</summary>
    public static StoreSchema Parse(BsonDocument document) => new(document.ToBson());

    public static BsonDocument Store(BsonArray keys, BsonArray types) => new() { ["store"] = "Tests.SampleStore", ["keys"] = keys, ["types"] = types };

    public static BsonDocument Key(string name, string kind, string? type = null, string? mapKey = null)
    {
        var key = new BsonDocument { ["name"] = name, ["kind"] = kind };
        if (mapKey is not null)
            key.Add("key", mapKey);
        return type is null ? key : key.Add("type", type);
    }

    public static BsonDocument Map(string name, string key) => Key(name, "map", SampleType).Add("key", key);

    public static BsonDocument Type(string name, params BsonDocument[] fields) => new() { ["name"] = name, ["fields"] = new BsonArray(fields) };

    public static BsonDocument Field(string name, string type, int? offset = null, bool required = false)
    {
        var field = new BsonDocument { ["name"] = name, ["type"] = type };
        if (offset is { } at)
            field.Add("offset", at);
        return required ? field.Add("required", true) : field;
    }
}
