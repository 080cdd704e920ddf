using MongoDB.Bson;

namespace ShmStore.Tests.Bson.Model;

internal static class Samples
{
    public static Account Account => new()
    {
        Id = new ObjectId("0102030405060708090a0b0c"),
        Active = true,
        Count = 42,
        Delta = -1234567890123,
        Ratio = 2.5,
        Balance = 1234.5600m,
        Opened = new DateTime(2024, 2, 29, 12, 30, 15, 123, DateTimeKind.Utc),
        Token = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        Color = Color.Green,
        Wide = Wide.High,
        Name = "testacc",
        Note = "äöü €😀",
        Limit = 7,
        Blob = [1, 2, 3],
        Main = new Position { Name = "main", Quantity = 1 },
        Positions = [new Position { Name = "a", Quantity = 10 }, new Position { Name = "b", Quantity = 20 }],
        Tags = ["x", "", "zwölf"],
        Matrix = [[1, 2], [], [3]],
    };

    /// <summary>The same as MongoDB.Bson would have it, in canonical order.</summary>
    public static BsonDocument Document(Account account) => new()
    {
        { "_id", account.Id },
        { "Active", account.Active },
        { "Count", account.Count },
        { "Delta", account.Delta },
        { "Ratio", account.Ratio },
        { "Balance", new Decimal128(account.Balance) },
        { "Opened", new BsonDateTime(account.Opened) },
        { "Token", new BsonBinaryData(account.Token, GuidRepresentation.Standard) },
        { "Color", (int)account.Color },
        { "Wide", (long)account.Wide },
        { "Name", account.Name },
        { "Note", account.Note is null ? BsonNull.Value : account.Note },
        { "Limit", account.Limit is { } limit ? limit : BsonNull.Value },
        { "Blob", new BsonBinaryData(account.Blob) },
        { "Main", account.Main is null ? BsonNull.Value : Document(account.Main) },
        { "Positions", new BsonArray(account.Positions.Select(Document)) },
        { "Tags", new BsonArray(account.Tags) },
        { "Matrix", new BsonArray(account.Matrix.Select(row => new BsonArray(row))) },
    };

    public static BsonDocument Document(Position position) => new() { { "Quantity", position.Quantity }, { "Name", position.Name } };

    public static byte[] Encode<T>(T value)
        where T : ISharedObject<T> => Encoded.Of(value);

    public static void AssertSame(Account expected, Account actual) =>
        Assert.Equal(Document(expected).ToJson(), Document(actual).ToJson());
}
