using MongoDB.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>Random documents of every BSON type that is written today, nested up to four levels.</summary>
internal static class RandomBson
{
    private const int MaxDepth = 4;

    private static readonly string[] Pieces = ["", "a", "b", "Zoë", "📈", "漢字", "\0", "\u0001", "\"\\/", "\u2028", "\uFFFD", "0123456789"];
    private static readonly string[] Options = ["", "i", "im", "msx"];

    /// <summary>A document.</summary>
    public static BsonDocument Next(Random random, int depth = 0)
    {
        var document = new BsonDocument();
        for (int count = random.Next(depth == 0 ? 15 : 5); count > 0; count--)
            document[$"{Text(random).Replace("\0", "", StringComparison.Ordinal)}{count}x"] = Value(random, depth + 1);
        return document;
    }

    /// <summary>Text of any characters.</summary>
    public static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(5)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    /// <summary>A double of any size, the special ones more often.</summary>
    public static double Double(Random random) => random.Next(8) switch
    {
        0 => random.Next(),
        1 => -0.0,
        2 => double.PositiveInfinity,
        3 => double.Epsilon,
        4 or 5 => random.NextDouble(),
        _ => BitConverter.Int64BitsToDouble(random.NextInt64()) is var any && double.IsNaN(any) ? 0.1 : any,
    };

    private static BsonValue Value(Random random, int depth) => random.Next(depth < MaxDepth ? 22 : 18) switch
    {
        0 or 1 => Double(random),
        2 or 3 => Text(random),
        4 => random.Next(int.MinValue, int.MaxValue),
        5 => random.NextInt64(long.MinValue, long.MaxValue),
        6 => (long)random.Next(100),
        7 => random.Next(2) == 0,
        8 => BsonNull.Value,
        9 => new BsonDateTime(random.NextInt64(-62_135_596_800_000, 253_402_300_799_999)),
        10 => new ObjectId(Bytes(random, 12)),
        11 => new BsonBinaryData(Bytes(random, random.Next(20)), (BsonBinarySubType)(random.Next(2) * 0x80)),
        12 => new BsonBinaryData(new Guid(Bytes(random, 16)), GuidRepresentation.Standard),
        13 => new Decimal128(new decimal(random.Next(), random.Next(), 0, random.Next(2) == 0, (byte)random.Next(29))),
        14 => new BsonRegularExpression(Text(random).Replace("\0", "", StringComparison.Ordinal), Options[random.Next(Options.Length)]),
        15 => new BsonTimestamp(random.Next(), random.Next()),
        16 => new BsonJavaScript(Text(random)),
        17 => random.Next(2) == 0 ? BsonMinKey.Value : BsonMaxKey.Value,
        18 => new BsonJavaScriptWithScope(Text(random), Next(random, depth)),
        19 => new BsonArray(Enumerable.Range(0, random.Next(12)).Select(_ => Value(random, depth + 1))),
        _ => Next(random, depth),
    };

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
