namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>The reader in Python reads as the library, too, stores that a later version of the program has extended, backups, repaired stores, and copies of stores that are being written.</summary>
public sealed class RegionCopyTests : IDisposable
{
    private readonly ShopFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Schemas_that_were_extended()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, _) => ShopContents.Fill(shop, 50));
        Dictionary<string, LibraryReader> expected = [];
        foreach (string path in paths)
        {
            using var longer = LongerShop.CreateWriter(path, new StoreOptions { Writers = path.Contains("Several", StringComparison.Ordinal) ? WriterMode.Several : WriterMode.Exclusive });
            var account = new LongerAccount { Name = "late", Delta = 4, Extra = 77, Remark = "remark", Shape = new LongerShape.Circle { Radius = 2 } };
            longer.Left.Set(account);
            longer.Late.Set(account);
            longer.LateRate.Value = 0.5;
            for (int i = 0; i < 30; i++)
                longer.LateByNumber.Set(i, account with { Extra = i });
            using LongerShop reader = longer.OpenReader();
            expected.Add(path, new LibraryReader(reader.Export(TestContext.Current.CancellationToken)));
        }

        Assert.All(await SameAsLibrary.AssertReadAsync(expected), static found => Assert.Empty(found.Damage.Concat(found.Leftovers)));
    }

    [Fact]
    public async Task Backups()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, path) =>
        {
            ShopContents.Fill(shop, 80);
            ShopContents.Thin(shop, 80);
            shop.Backup(path + "Backup");
        });
        await SameAsLibrary.AssertSoundAsync([.. paths.Select(static path => path + "Backup")]);
        Assert.All(paths, static path => Assert.Equal(LibraryReader.Read(path).Versions, LibraryReader.Read(path + "Backup").Versions));
    }

    [Fact]
    public async Task Repaired_stores()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, _) =>
        {
            ShopContents.Fill(shop, 80);
            ShopContents.Thin(shop, 80);
        });
        foreach (string path in paths)
        {
            var bytes = new RegionBytes(path);
            bytes.Flip(bytes.FirstDirectoryWord(ShopKey.ByText));
            Assert.True(SharedStoreFile.Repair(path, new RepairOptions { KeepDamaged = false }, TestContext.Current.CancellationToken).WasRepaired);
        }

        await SameAsLibrary.AssertSoundAsync(paths);
    }

    [Fact]
    public async Task Copies_that_were_taken_while_a_commit_was_prepared()
    {
        string[] paths = _folder.MakeInAllModes(static (shop, path) =>
        {
            ShopContents.Fill(shop, 40);
            using StoreCommit commit = shop.BeginCommit();
            for (int i = 0; i < 30; i++)
                shop.ByText.Set($"prepared {i}", Account.Of(i));
            shop.Left.Set(Account.Of(1000));
            File.Copy(path, path + "Copy");
        });
        Dictionary<string, LibraryReader> expected = paths.Select(static path => path + "Copy").ToDictionary(static path => path, LibraryReader.Read);
        Assert.DoesNotContain("ByText/prepared 0", expected.Values.First().Values.Keys);
        foreach (RegionFindings found in await SameAsLibrary.AssertReadAsync(expected))
        {
            Assert.Empty(found.Damage);
            Assert.NotEmpty(found.Leftovers);
        }
    }
}
