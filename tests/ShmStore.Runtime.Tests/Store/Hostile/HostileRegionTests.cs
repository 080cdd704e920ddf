using System.Globalization;
using ShmStore.Tests.Processes;
using ShmStore.Tests.Store.Inspection;
using ShmStore.Tests.Store.Protocol;

namespace ShmStore.Tests.Store.Hostile;

/// <summary>
/// Stores whose bytes are anything. Children attach to them, read and write them, check and repair them: each use ends with a result or a declared exception. A child that dies, hangs or throws anything else
/// fails the test, which names the case.
/// </summary>
public sealed class HostileRegionTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_bit_that_something_follows_is_flipped(bool checksums)
    {
        using var store = new MapStoreOnDisk(6, checksums);

        // With checksums a tenth of them: the rest is the same.
        int parts = checksums ? 20 : 2;
        int tried = RunAll(store, [.. Enumerable.Range(0, 2).Select(part => (string[])["store-flip", store.Path, Text(part), Text(parts)])]);
        output.WriteLine($"{tried} bits were flipped.");
        Counts.Add("corruptions", tried);
        Assert.True(tried > (checksums ? 1_000 : 10_000), $"{tried}");
    }

    [Fact]
    public void Random_bytes_all_over_a_store_and_files_cut_anywhere()
    {
        using var store = new MapStoreOnDisk(800);
        int seed = Random.Shared.Next(1 << 20);
        string rounds = Text((int)(StressTime.Normal.TotalSeconds * 20));
        int tried = RunAll(store, ["store-garble", store.Path, Text(seed), rounds], ["store-garble", store.Path, Text(seed + 1), rounds]);
        Counts.Add("corruptions", tried);
        output.WriteLine($"{tried} stores were garbled, from seed {seed}.");
        Assert.True(tried > 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bytes_that_change_under_readers(bool aimed)
    {
        using var store = new MapStoreOnDisk(200);
        int seed = Random.Shared.Next(1 << 20);
        byte[] sound = File.ReadAllBytes(store.Path);
        string[] command = ["store-scribble", store.Path, Text(seed), StressTime.Normal.TotalSeconds.ToString(CultureInfo.InvariantCulture), .. aimed ? ["aimed"] : Array.Empty<string>()];
        using HostProcess child = HostProcess.Start(command);
        int tried = Finish(child, () => $"seed {seed}; {Replay(sound, command)}");
        Counts.Add("uses under a scribbler", tried);
        output.WriteLine($"{tried} uses under a scribbler of seed {seed}.");
        Assert.True(tried > 0);
    }

    private static int RunAll(MapStoreOnDisk store, params string[][] commands)
    {
        byte[] sound = File.ReadAllBytes(store.Path);
        HostProcess[] children = [.. commands.Select(static command => HostProcess.Start(command))];
        try
        {
            return children.Select((child, i) => Finish(child, () => $"{CaseOf($"{store.Path}.{commands[i][2]}.case")}; {Replay(sound, commands[i])}")).Sum();
        }
        finally
        {
            foreach (HostProcess child in children)
                child.Dispose();
        }
    }

    // Keeps the store as it was, since its seeds are others in every store, and tells the command that tries the same again.
    private static string Replay(byte[] sound, string[] command)
    {
        string kept = Path.Combine(Directory.CreateTempSubdirectory("shmstore-hostile-").FullName, "store");
        File.WriteAllBytes(kept, sound);
        return $"again: dotnet run --project tests/ShmStore.TestHost -- {command[0]} {kept} {string.Join(' ', command[2..])}";
    }

    private static string CaseOf(string path) => File.Exists(path) ? File.ReadAllText(path).Trim() : "before the first case";

    private static int Finish(HostProcess child, Func<string> what)
    {
        const string last = "tried ";
        string? line;
        try
        {
            do
                line = child.ReadLine();
            while (line is not null && !line.StartsWith(last, StringComparison.Ordinal));
            child.Succeed();
        }
        catch (Exception failure)
        {
            throw new Xunit.Sdk.XunitException($"At {what()}: {failure.Message}", failure);
        }

        Assert.True(line is not null, $"The child ended at {what()}.");
        return int.Parse(line.AsSpan(last.Length), CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
