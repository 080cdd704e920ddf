using System.Globalization;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>The memory as a writer leaves it at any instruction: it is stopped at random times, its file is copied, and the next writer attaches to the copy.</summary>
public sealed class StoppedWriterTests : IDisposable
{
    private const int Snapshots = 80;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_copy_is_repaired_and_nothing_is_lost_in_it()
    {
        string path = _folder.File();
        string copy = _folder.File("copy");
        var random = new Random(7);
        using HostProcess child = HostProcess.Start("store-write", path, "small");
        child.Await("writing");
        using var reader = SampleStore.Open(path);
        for (int i = 0; i < Snapshots; i++)
        {
            Thread.SpinWait(random.Next(100_000));
            child.Signal("STOP");
            AwaitStopped(child.Id);
            File.Copy(path, copy, overwrite: true);
            Sample[] seen = [.. reader.Entries.Select(static entry => entry.Value)];
            long[] versions = [.. reader.Entries.Select(static entry => entry.Version)];
            child.Signal("CONT");

            using var writer = SampleWriter.Open(copy);
            Assert.Equal(seen, writer.Entries.Select(static entry => entry.Value));
            Assert.Equal(versions, writer.Entries.Select(static entry => entry.Version));
            StoreInspection.AssertNoBlockIsLost(writer);
            long version = writer.Version;
            Assert.True(writer.A.Set(Sample.Of(0)) > version);
            Assert.Equal(seen[1..], writer.Entries.Skip(1).Select(static entry => entry.Value));
        }
    }

    private static void AwaitStopped(int process)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task");
        Assert.True(
            SpinWait.SpinUntil(() => Directory.GetDirectories(path).All(static task => File.ReadAllText(Path.Combine(task, "stat")).Split(") ")[^1].StartsWith('T')), TimeSpan.FromSeconds(30)),
            $"Process {process} does not stop.");
    }
}
