using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>The reader in Python reads a store that is written meanwhile: snapshots are of one moment, nothing is torn, missed or there twice, and the changes of a map lead to what it is.</summary>
public sealed class RegionLiveTests : IDisposable
{
    private const string Seconds = "2";
    private const int Kept = 10;

    private readonly ShopFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(WriterMode.Exclusive)]
    [InlineData(WriterMode.Several)]
    public async Task Beside_a_writer(WriterMode writers)
    {
        JsonNode report = await ReadBesideAsync(writers, []);
        Assert.Empty(report["wrong"]!.AsArray());
        foreach (string count in (string[])["snapshots", "lookups", "scanned", "compared", "changes"])
            Assert.True((int)report[count]! > 0, report.ToJsonString());
    }

    [Fact]
    public async Task A_reader_that_does_not_look_again_is_caught() =>
        Assert.Contains("a snapshot has the sums", (await ReadBesideAsync(WriterMode.Exclusive, ["careless"]))["wrong"]!.ToJsonString(), StringComparison.Ordinal);

    private async Task<JsonNode> ReadBesideAsync(WriterMode writers, string[] how)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "Python has no barriers, which a reader needs on this processor.");
        string path = _folder.File("store");
        using var shop = Shop.CreateWriter(path, new StoreOptions { Writers = writers, MaximumSize = 64 << 20 });
        ShopContents.Fill(shop, 10);
        shop.ByText.Set("left", Account.Of(7));
        shop.ByText.Set("right", Account.Of(7));
        shop.ByNumber.Clear();
        for (int i = 0; i < Kept; i++)
            shop.ByNumber.Set(i, Account.Of(i));

        using var end = new CancellationTokenSource();
        var writing = Task.Factory.StartNew(() => Write(shop, end.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            return JsonNode.Parse(await PythonReader.RunAsync("live.py", [path, Seconds, .. how]))!;
        }
        finally
        {
            await end.CancelAsync();
            await writing;
        }
    }

    // At full speed and in bursts by turns: who reads by Python is hundreds of times slower.
    private static void Write(Shop.Writer shop, CancellationToken end)
    {
        var random = new Random(1);
        while (!end.IsCancellationRequested)
        {
            for (int i = 0; i < 30; i++)
                Change(shop, random);
            if (Environment.TickCount64 / 100 % 4 != 0)
                Thread.Sleep(20);
        }
    }

    private static void Change(Shop.Writer shop, Random random)
    {
        int number = random.Next(Kept * 5);
        switch (random.Next(8))
        {
            case 0 when number >= Kept:
                shop.ByNumber.Remove(number);
                break;
            case 1 or 2 or 3:
                using (StoreCommit commit = shop.BeginCommit())
                {
                    shop.Left.Update(account => account with { Delta = account.Delta - number });
                    shop.Right.Update(account => account with { Delta = account.Delta + number });
                    shop.ByText.Update("left", account => account with { Delta = account.Delta - number });
                    shop.ByText.Update("right", account => account with { Delta = account.Delta + number });
                    commit.Complete();
                }

                break;
            case 4:
                shop.ByText.Set($"other {random.Next(2000)}", Account.Of(number));
                break;
            case 5:
                shop.ByText.Remove($"other {random.Next(2000)}");
                break;
            default:
                shop.ByNumber.Set(number, Account.Of(number));
                break;
        }
    }
}
