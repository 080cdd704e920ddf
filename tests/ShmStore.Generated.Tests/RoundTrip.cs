using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Serializers;
using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>A value there and back in every way that must give the same.</summary>
internal static class RoundTrip
{
    // Without this MongoDB.Bson refuses to write any Guid.
    static RoundTrip() => BsonSerializer.RegisterSerializer(new GuidSerializer(GuidRepresentation.Standard));

    /// <summary>Writes and reads by offset, by name in foreign order, and writes the same bytes again.</summary>
    public static T Check<T>(ShapeStore.Key key, Func<ShapeStore.Writer, SharedEntryWriter<T>> entry, T value)
        where T : ISharedObject<T>
    {
        using ShapeStore.Writer writer = ShapeStore.CreateWriter();
        entry(writer).Set(value);
        byte[] bytes = writer.GetRaw(key)!;
        T back = entry(writer).Value;
        Assert.Equal(bytes, Documents.Encode(key, entry, back));

        // The same document in foreign order: everything is looked up by name.
        BsonDocument parsed = Documents.Parse(bytes);
        BsonDocument reversed = new(parsed.Elements.Reverse());
        Assert.Equal(bytes, Documents.Encode(key, entry, Documents.Read<T>(reversed)));
        return back;
    }

    /// <summary>
    /// As <see cref="Check"/>, with MongoDB.Bson as the judge: its serializer for the same class writes the same bytes, up to the order of the
    /// elements, reads ours, and is read by us.
    /// </summary>
    /// <param name="key">The key to store the value under.</param>
    /// <param name="entry">Its entry.</param>
    /// <param name="value">The value.</param>
    /// <param name="different">Elements that are written otherwise on purpose.</param>
    public static T CheckAgainstMongo<T>(ShapeStore.Key key, Func<ShapeStore.Writer, SharedEntryWriter<T>> entry, T value, params string[] different)
        where T : class, ISharedObject<T>
    {
        T back = Check(key, entry, value);
        byte[] ours = Documents.Encode(key, entry, value);
        byte[] theirs = value.ToBson();
        Assert.Equal(Without(ours, different).ToBson(), InOrderOf(Documents.Parse(ours), Without(theirs, different)).ToBson());
        Assert.Equal(ours, Documents.Encode(key, entry, BsonSerializer.Deserialize<T>(ours)));
        Assert.Equal(ours, Documents.Encode(key, entry, Documents.Read<T>(theirs)));
        return back;
    }

    private static BsonDocument Without(byte[] document, string[] elements)
    {
        BsonDocument parsed = Documents.Parse(document);
        foreach (string element in elements)
            parsed.Remove(element);
        return parsed;
    }

    // Canonical order puts fixed-width members first; nested documents too.
    private static BsonValue InOrderOf(BsonValue model, BsonValue value) => (model, value) switch
    {
        (BsonDocument ours, BsonDocument theirs) => new BsonDocument(theirs.Elements
            .OrderBy(element => ours.IndexOfName(element.Name))
            .Select(element => new BsonElement(element.Name, InOrderOf(ours.GetValue(element.Name, BsonNull.Value), element.Value)))),
        (BsonArray ours, BsonArray theirs) when ours.Count == theirs.Count => new BsonArray(ours.Zip(theirs, InOrderOf)),
        _ => value,
    };
}
