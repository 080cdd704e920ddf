using MongoDB.Bson;

namespace ShmStore.Interop.Tests;

/// <summary>Random documents in the manner of the npm package's own test: three levels, up to five members, doubles, booleans and text.</summary>
internal sealed class RandomDocuments(int seed)
{
    private const int MaxDepth = 3;
    private const int Count = 10;

    private readonly Random _random = new(seed);

    /// <summary>The seeds to test: some that stay, and one that is new in each run.</summary>
    public static TheoryData<int> Seeds => [1, 2, 3, Random.Shared.Next()];

    /// <summary>Ten documents under random keys.</summary>
    public Dictionary<string, BsonDocument> Next()
    {
        var documents = new Dictionary<string, BsonDocument>();
        while (documents.Count < Count)
            documents.TryAdd(RandomText(12), (BsonDocument)RandomValue(0));
        return documents;
    }

    private BsonValue RandomValue(int depth)
    {
        if (depth == MaxDepth)
            return RandomPrimitive();
        int count = _random.Next(1, 6);
        if (depth > 0 && _random.Next(2) == 0)
            return new BsonArray(Enumerable.Range(0, count).Select(_ => RandomValue(depth + 1)));
        var document = new BsonDocument();
        for (int i = 0; i < count; i++)
            document[RandomText(6)] = RandomValue(depth + 1);
        return document;
    }

    private BsonValue RandomPrimitive() => _random.Next(3) switch
    {
        0 => _random.NextDouble(),
        1 => _random.Next(2) == 0,
        _ => RandomText(6),
    };

    private string RandomText(int length) => _random.GetString("abcdefghijklmnopqrstuvwxyz0123456789", length);
}
