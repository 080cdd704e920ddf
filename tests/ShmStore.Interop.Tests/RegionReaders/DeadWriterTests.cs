using System.Diagnostics;
using System.Globalization;

namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>What a writer leaves that is killed is read by the reader in Python as by the library, through a commit that is half-made too, and its verifier finds no damage.</summary>
public sealed class DeadWriterTests : IDisposable
{
    private static readonly string Host = Path.Combine(AppContext.BaseDirectory, "ShmStore.TestHost.dll");
    private static readonly string Dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private readonly ShopFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_while_it_commits_several_keys()
    {
        // Before the record is named, while its words are stored, and behind the last one.
        int[] steps = [0, 2, 4, 7, 11];
        await Task.WhenAll(steps.Select(step => KillAsync(step.ToString(CultureInfo.InvariantCulture))));
        RegionFindings[] found = await AssertReadAsync(steps.Select(static step => $"{step}"));
        int unfinished = found.Count(static store => store.Leftovers.Any(static leftover => leftover.Contains("a commit of several keys is not complete", StringComparison.Ordinal)));
        Assert.InRange(unfinished, 1, steps.Length - 1);
    }

    [Fact]
    public async Task Killed_at_any_moment()
    {
        Make(_folder.File("any"));
        var start = new ProcessStartInfo(Dotnet, [Host, "map-write", _folder.File("any"), "1"]) { RedirectStandardOutput = true };
        start.Environment["SHMSTORE_TEST_PARENT"] = $"{Environment.ProcessId}";
        using (var writer = Process.Start(start)!)
        {
            Assert.Equal("writing", await writer.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            await Task.Delay(200, TestContext.Current.CancellationToken);
            writer.Kill();
            await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await AssertReadAsync(["any"]);
    }

    // A writer that kills itself behind this step of a commit of three keys.
    private async Task KillAsync(string step)
    {
        Make(_folder.File(step));
        var (exitCode, output, error) = await ExternalProcess.RunAsync(
            Dotnet, [Host, "map-write", _folder.File(step), "1", step], SourceFolder.Path, "", TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(exitCode == 137, $"{exitCode}: {output}{error}");
    }

    private async Task<RegionFindings[]> AssertReadAsync(IEnumerable<string> names)
    {
        Dictionary<string, LibraryReader> expected = [];
        foreach (string path in names.Select(_folder.File))
        {
            using var samples = Samples.Open(path);
            expected.Add(path, new LibraryReader(samples.Snapshot(static moment => moment.Export(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken)));
        }

        RegionFindings[] found = await SameAsLibrary.AssertReadAsync(expected);
        Assert.All(found, static store => Assert.Empty(store.Damage));
        Assert.All(found, static store => Assert.NotEmpty(store.Leftovers));
        return found;
    }

    private static void Make(string path)
    {
        using var samples = Samples.CreateWriter(path, new StoreOptions { Checksums = true });
        for (int i = 0; i < 100; i++)
            samples.Texts.Set($"key:{i}", Sample.Of(i));
        samples.Texts.Set("first", Sample.Of(1));
        samples.Beside.Set(Sample.Of(2));
    }
}
