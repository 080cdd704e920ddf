using MongoDB.Bson;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>Stores that the library made, in all modes, are read by the reader in Python as the library reads them, and its verifier finds nothing.</summary>
public sealed class RegionReadTests : IDisposable
{
    private readonly ShopFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Empty_stores() => await SameAsLibrary.AssertSoundAsync(_folder.MakeInAllModes(static (_, _) => { }));

    [Fact]
    public async Task Keys_of_every_type() => await SameAsLibrary.AssertSoundAsync(_folder.MakeInAllModes(static (shop, _) => ShopContents.Fill(shop, 80)));

    [Fact]
    public async Task Removed_and_cleared_ones_and_commits_of_several_keys()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, _) =>
        {
            ShopContents.Fill(shop, 80);
            ShopContents.Thin(shop, 80);
            ShopContents.SetManyAtOnce(shop);
        });
        await SameAsLibrary.AssertSoundAsync(paths);
    }

    [Fact]
    public async Task Entries_that_expire()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, _) =>
        {
            for (int i = 0; i < 200; i++)
                shop.ByText.Set($"ttl {i} " + new string('-', i % 30), Account.Of(i), i % 2 == 0 ? TimeSpan.FromHours(1) : TimeSpan.FromMilliseconds(1));
            Thread.Sleep(20);
        });
        Assert.Equal(100, LibraryReader.Read(paths[0]).TimesLeft.Count);
        await SameAsLibrary.AssertSoundAsync(paths);
    }

    [Fact]
    public async Task Entries_that_are_evicted()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, _) =>
        {
            shop.ByText.Limits = new MapLimits { MaximumEntries = 100 };
            shop.ByNumber.Limits = new MapLimits { MaximumBytes = 32 * 1024, TimeToLive = TimeSpan.FromMinutes(30) };
            for (int i = 0; i < 1500; i++)
            {
                shop.ByText.ContainsKey(ShopContents.TextOf(i / 2));
                shop.ByText.Set(ShopContents.TextOf(i), Account.Of(i));
                shop.ByNumber.Set(i, Account.Of(i));
            }
        });
        Assert.InRange(LibraryReader.Read(paths[0]).Values.Keys.Count(static name => name.StartsWith("ByText/", StringComparison.Ordinal)), 1, 100);
        await SameAsLibrary.AssertSoundAsync(paths);
    }

    [Fact]
    public async Task An_index_of_several_segments()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, _) =>
        {
            for (int i = 0; i < 12_000; i++)
                shop.Notes.Set(TokenOf(i), new BsonDocument("i", i));
            for (int i = 0; i < 12_000; i++)
            {
                if (i % 16 != 0)
                    shop.Notes.Remove(TokenOf(i));
            }
        });
        await SameAsLibrary.AssertSoundAsync(paths);

        static Guid TokenOf(int i) => new(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    [Fact]
    public async Task Full_stores()
    {
        string[] paths = _folder.MakeInAllModes(
            static (shop, _) =>
            {
                int count = CountUntilFull(i => shop.ByText.Set($"full {i}", Account.Of(i)));
                for (int i = 0; i < count; i++)
                {
                    // Neighbours too: of these a segment can be made.
                    if (i % 50 != 0)
                        shop.ByText.Remove($"full {i}");
                }

                CountUntilFull(i => shop.ByLong.Set(i, Account.Of(i)));
            },
            maximum: 448 * 1024);
        await SameAsLibrary.AssertSoundAsync(paths);
    }

    [Fact]
    public async Task Several_writers_at_once()
    {
        string path = _folder.File("store");
        var options = new StoreOptions { Writers = WriterMode.Several, Checksums = true };
        using (var first = Shop.CreateWriter(path, options))
        using (var second = Shop.CreateWriter(path, options))
        {
            ShopContents.Fill(first, 200);
            for (int i = 0; i < 200; i++)
            {
                second.ByText.Set(ShopContents.TextOf(i), Account.Of(i + 7));
                first.ByText.Remove(ShopContents.TextOf(i + 5));
                second.ByText.Set($"a long one {i}", Account.Of(i * 17));
            }

            first.ByText.Clear();
            ShopContents.Fill(second, 100);
        }

        await SameAsLibrary.AssertSoundAsync(path);
    }

    private static int CountUntilFull(Action<int> write)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                write(i);
            }
            catch (StoreFullException)
            {
                return i;
            }
        }
    }
}
