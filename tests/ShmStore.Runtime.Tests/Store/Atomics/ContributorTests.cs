using System.Globalization;
using ShmStore.Layout;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Atomics;

/// <summary>Contributors: any number of them at once, and nothing but the atomics is theirs.</summary>
public sealed class ContributorTests : IDisposable
{
    private const int Threads = 2;
    private const int Rounds = 20_000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void No_update_of_threads_and_processes_is_lost()
    {
        string path = _folder.File();
        using var writer = SampleWriter.Open(path);
        using var contributor = SampleContributor.Open(path);
        string[] command = ["store-contribute", path, Threads.ToString(CultureInfo.InvariantCulture), Rounds.ToString(CultureInfo.InvariantCulture)];
        using HostProcess first = HostProcess.Start(command);
        using HostProcess second = HostProcess.Start(command);
        SampleContribution.Run(contributor, Threads, Rounds);
        first.Succeed();
        second.Succeed();

        const int total = 3 * Threads * Rounds;
        Assert.Equal(3L * total, writer.Count.Value);
        Assert.Equal(0.5 * total, writer.Ratio.Value);
        Assert.Equal(total, writer.Small.Value);
        Assert.False(writer.Flag.Value);
    }

    [Fact]
    public void A_contributor_works_without_a_writer_and_after_one()
    {
        string path = _folder.File();
        SampleWriter.Open(path).Dispose();
        using var contributor = SampleContributor.Open(path);
        contributor.Count.Add(5);
        using (var writer = SampleWriter.Open(path))
        {
            Assert.Equal(5, writer.Count.Value);
            writer.A.Set(Sample.Of(1));
            contributor.Count.Add(5);
            Assert.Equal(10, writer.Count.Value);
        }

        Assert.Equal(Sample.Of(1), contributor.A.Value);
        Assert.Equal(15, contributor.Count.Add(5));
    }

    [Fact]
    public void Only_the_atomics_are_mapped_writable()
    {
        if (!File.Exists("/proc/self/maps"))
            Assert.Skip("There is no /proc to look at mappings.");
        using var store = new Attaching.StoreOnDisk();
        using var reader = SampleStore.Open(store.Path);
        Assert.Equal((true, 0L, 0L), Mapped(store.Path));
        using var contributor = SampleContributor.Open(store.Path);
        long atomics = store.Peek<long>(HeaderLayout.AtomicsOffset);
        Assert.Equal((true, atomics, store.Peek<long>(HeaderLayout.HeapOffset) - atomics), Mapped(store.Path));
    }

    /// <summary>Whether a file is mapped at all, and which part of it is writable.</summary>
    private static (bool Any, long WritableFrom, long WritableLength) Mapped(string path)
    {
        string[][] lines = [.. File.ReadAllLines("/proc/self/maps")
            .Where(line => line.EndsWith(path, StringComparison.Ordinal))
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        string[][] writable = [.. lines.Where(static fields => fields[1].Contains('w', StringComparison.Ordinal))];
        if (writable.Length == 0)
            return (lines.Length > 0, 0, 0);
        string[] only = Assert.Single(writable);
        long[] range = [.. only[0].Split('-').Select(static address => long.Parse(address, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        return (true, long.Parse(only[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture), range[1] - range[0]);
    }
}
