using MongoDB.Bson;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Fills a <see cref="Shop"/>, and takes things out of it again.</summary>
internal static class ShopContents
{
    /// <summary>So many entries in each map, with keys of all lengths that the hash and the ring tell apart, and a value under every other key.</summary>
    public static void Fill(Shop.Writer shop, int count)
    {
        shop.Left.Set(Account.Of(1));
        shop.Right.Set(Account.Of(2));
        shop.Settings.Set(new BsonDocument { { "theme", "dark" }, { "sizes", new BsonArray { 1, 2L, 2.5, BsonNull.Value, true } } });
        shop.Ticks.Value = long.MinValue;
        shop.IsOpen.Value = true;
        shop.Rate.Value = 2.5;
        shop.Small.Value = -7;
        for (int i = 0; i < count; i++)
        {
            var account = Account.Of(i);
            shop.ByText.Set(TextOf(i), account);
            shop.ByNumber.Set(NumberOf(i), account);
            shop.ByLong.Set(LongOf(i), account);
            shop.ByToken.Set(TokenOf(i), account);
            shop.ById.Set(IdOf(i), account);
            shop.ByBytes.Set(BytesOf(i), account);
            shop.Notes.Set(TokenOf(i), new BsonDocument { { "i", i }, { "at", new BsonDateTime(i) }, { "id", IdOf(i) }, { "list", new BsonArray { "two", new BsonDocument() } } });
        }

        foreach (Colour colour in Enum.GetValues<Colour>())
            shop.ByColour.Set(colour, Account.Of((int)colour));
        shop.ByText.Set("", Account.Of(901));
        shop.ByText.Set(new string('k', 32767), Account.Of(902));
        shop.ByNumber.Set(int.MinValue, Account.Of(903));
    }

    /// <summary>Removes entries one by one and by commits of several keys, clears a map and an entry, and sets some again.</summary>
    public static void Thin(Shop.Writer shop, int count)
    {
        for (int i = 0; i < count; i += 2)
        {
            shop.ByText.Remove(TextOf(i));
            shop.ByNumber.Remove(NumberOf(i));
            shop.ByBytes.Remove(BytesOf(i));
        }

        using (StoreCommit commit = shop.BeginCommit())
        {
            for (int i = 1; i < count / 2; i += 2)
            {
                shop.ByNumber.Remove(NumberOf(i));
                shop.ByLong.Set(-i, Account.Of(i));
            }

            shop.ByText.Set("a new one", Account.Of(5));
            shop.Left.Set(Account.Of(6));
            commit.Complete();
        }

        shop.ByToken.Clear();
        shop.Notes.Clear();
        shop.Notes.Set(Guid.Empty, new BsonDocument("again", true));
        shop.Right.Clear();
    }

    /// <summary>A commit of more keys than a ring has records.</summary>
    public static void SetManyAtOnce(Shop.Writer shop)
    {
        using StoreCommit commit = shop.BeginCommit();
        for (int i = 0; i < 1030; i++)
            shop.Notes.Set(TokenOf(100_000 + i), new BsonDocument("i", i));
        commit.Complete();
    }

    /// <summary>Keys of 2 to more than 16 bytes, and of more than one byte a character.</summary>
    public static string TextOf(int i) => (i % 4) switch
    {
        0 => $"t{i}",
        1 => $"é{i}",
        2 => $"a key of more than sixteen bytes {i}",
        _ => new string('k', i % 40) + i,
    };

    public static int NumberOf(int i) => (i * 7919) - 100;

    public static ObjectId IdOf(int i) => new($"{i:x8}0102030405060708");

    /// <summary>Keys of 4 to 66 bytes.</summary>
    public static byte[] BytesOf(int i) => [.. BitConverter.GetBytes(i), .. Enumerable.Range(0, i % 63).Select(j => (byte)(i + (31 * j)))];

    private static long LongOf(int i) => ((long)i << 33) ^ -i;

    private static Guid TokenOf(int i) => new(i, 7, 2, 3, 4, 5, 6, 7, 8, 9, (byte)i);
}
