using MongoDB.Bson;
using ShmStore.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>The documents that all decoders get: their bytes, which our codecs wrote, and what they must be read as.</summary>
internal static class SharedSet
{
    /// <summary>The name of the document with as many levels as there may be.</summary>
    public const string Deepest = "the deepest";

    private const int RandomDocuments = 150;
    private const int RandomOrders = 50;

    /// <summary>Directed documents, and random ones of a seed, by name.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes, BsonDocument Expected)> Of(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. DirectedDocuments.SameBytes.Concat(DirectedDocuments.OtherBytes).Select(pair => Schemaless(pair.Key, pair.Value)),
            Schemaless(Deepest, DirectedDocuments.Nested(BsonLimits.DefaultDepth)),
            .. Enumerable.Range(0, RandomDocuments).Select(i => Schemaless($"document {i} of seed {seed}", RandomBson.Next(random))),
            Typed("the native order", Orders.Native),
            Typed("an empty order", new Order { Opened = DateTime.UnixEpoch }),
            .. Enumerable.Range(0, RandomOrders).Select(i => Typed($"order {i} of seed {seed}", Orders.Next(random))),
        ];
    }

    private static (string, byte[], BsonDocument) Schemaless(string name, BsonDocument document) =>
        (name, SharedObject.FromObject(document).Raw.ToArray(), document);

    private static (string, byte[], BsonDocument) Typed(string name, Order order) =>
        (name, SharedObject.FromObject(order).Raw.ToArray(), Orders.Document(order));
}
