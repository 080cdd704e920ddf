using MongoDB.Bson;

namespace ShmStore.Interop.Tests.Decoders;

/// <summary>Orders, and what they are as documents: written down by hand, not by what is tested.</summary>
internal static class Orders
{
    /// <summary>The order that every foreign program writes with its own values.</summary>
    public static Order Native { get; } = new()
    {
        Id = new ObjectId("0123456789abcdef01234567"),
        Token = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        Opened = new DateTime(2024, 2, 29, 12, 34, 56, 789, DateTimeKind.Utc),
        Active = true,
        Count = 42,
        Delta = -5_000_000_000,
        Ratio = 3,
        Balance = 12.5m,
        Side = Side.Sell,
        Name = "Zoë 📈",
        Note = "a\0b",
        Limit = 7,
        Blob = [0, 255, 1],
        Main = new Leg(1.5, 10, "main"),
        Legs = [new Leg(2, 3, ""), new Leg(-0.25, 1L << 53, "é")],
        Tags = ["x", ""],
        Matrix = [[1, 2], [], [-5_000_000_000]],
    };

    /// <summary>A random order.</summary>
    public static Order Next(Random random) => new()
    {
        Id = new ObjectId(Bytes(random, 12)),
        Token = new Guid(Bytes(random, 16)),
        Opened = DateTime.UnixEpoch.AddMilliseconds(random.NextInt64(-62_135_596_800_000, 253_402_300_799_000)),
        Active = random.Next(2) == 0,
        Count = random.Next(int.MinValue, int.MaxValue),
        Delta = random.NextInt64(long.MinValue, long.MaxValue),
        Ratio = RandomBson.Double(random),
        Balance = new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        Side = (Side)random.Next(4),
        Name = RandomBson.Text(random),
        Note = random.Next(3) == 0 ? null : RandomBson.Text(random),
        Limit = random.Next(3) == 0 ? null : random.Next(),
        Blob = Bytes(random, random.Next(40)),
        Main = random.Next(3) == 0 ? null : NextLeg(random),
        Legs = [.. Enumerable.Range(0, random.Next(4)).Select(_ => NextLeg(random))],
        Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomBson.Text(random))],
        Matrix = [.. Enumerable.Range(0, random.Next(4)).Select(i => Enumerable.Range(0, i).Select(_ => random.NextInt64()).ToArray())],
    };

    /// <summary>An order's elements, in the order in which they are stored: fixed widths first, _id before all.</summary>
    public static BsonDocument Document(Order order) => new()
    {
        { "_id", order.Id },
        { "Active", order.Active },
        { "Count", order.Count },
        { "Delta", order.Delta },
        { "Ratio", order.Ratio },
        { "Balance", new Decimal128(order.Balance) },
        { "Opened", new BsonDateTime(order.Opened) },
        { "Token", new BsonBinaryData(order.Token, GuidRepresentation.Standard) },
        { "Side", (int)order.Side },
        { "Name", order.Name },
        { "Note", order.Note is null ? BsonNull.Value : order.Note },
        { "Limit", order.Limit is { } limit ? limit : BsonNull.Value },
        { "Blob", new BsonBinaryData(order.Blob) },
        { "Main", order.Main is null ? BsonNull.Value : Document(order.Main) },
        { "Legs", new BsonArray(order.Legs.Select(Document)) },
        { "Tags", new BsonArray(order.Tags) },
        { "Matrix", new BsonArray(order.Matrix.Select(row => new BsonArray(row))) },
    };

    private static BsonDocument Document(Leg leg) => new() { { "Price", leg.Price }, { "Quantity", leg.Quantity }, { "Label", leg.Label } };

    private static Leg NextLeg(Random random) => new(RandomBson.Double(random), random.NextInt64(), RandomBson.Text(random));

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
