using System.Globalization;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Turns;

/// <summary>Several writers count up the same keys by every kind of conditional write, and no update is lost.</summary>
public sealed class CountingTests : IDisposable
{
    private const int Writers = 4;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task In_one_process()
    {
        const int rounds = 1500;
        string path = _folder.File();
        SampleCounting.Create(path);
        int[] added = await Task.WhenAll(
            Enumerable.Range(0, Writers).Select(_ => Task.Factory.StartNew(() => SampleCounting.Run(path, rounds), TaskCreationOptions.LongRunning)));
        Assert.Equal(rounds, added.Sum());
        Assert.Null(SampleCounting.Check(path, Writers, rounds));
        AssertSound(path);
    }

    [Fact]
    public void In_several_processes()
    {
        const int rounds = 1000;
        string path = _folder.File();
        SampleCounting.Create(path);
        HostProcess[] children = [.. Enumerable.Range(0, Writers).Select(_ => HostProcess.Start("store-count", path, rounds.ToString(CultureInfo.InvariantCulture)))];
        try
        {
            foreach (HostProcess child in children)
                child.Await("ready");
            foreach (HostProcess child in children)
                child.EndInput();
            int added = 0;
            foreach (HostProcess child in children)
            {
                added += int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture);
                child.Succeed();
            }

            Assert.Equal(rounds, added);
        }
        finally
        {
            foreach (HostProcess child in children)
                child.Dispose();
        }

        Assert.Null(SampleCounting.Check(path, Writers, rounds));
        AssertSound(path);
    }

    // Who attaches alone takes every block that nothing names.
    private static void AssertSound(string path)
    {
        using var writer = SampleWriter.Open(path, new StoreOptions { Writers = WriterMode.Several });
        StoreInspection.AssertEveryBlockIsKnown(writer);
        StoreInspection.AssertNoBlockIsLost(writer);
    }
}
