using System.Diagnostics;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>A writer that may not open the wait file, as one of another user, wakes those who wait nevertheless.</summary>
public sealed class UnseenWaitersTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public UnseenWaitersTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere waiting is polling");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void They_are_woken_at_once()
    {
        const int commits = 8;
        string path = _folder.File();
        var options = new StoreOptions { Writers = WriterMode.Several };
        using var owner = SampleWriter.Open(path, options);
        owner.A.Set(Sample.Of(0));
        using var reader = SampleStore.Open(path);
        Assert.False(reader.TryWaitForChange(reader.Version, TimeSpan.FromMilliseconds(1), out _, TestContext.Current.CancellationToken));

        // Something else has its name now; who had it open has it still.
        File.Delete(path + ".wait");
        Directory.CreateDirectory(path + ".wait");
        using var other = SampleWriter.Open(path, options);
        long start = Stopwatch.GetTimestamp();
        for (int i = 1; i <= commits; i++)
        {
            long version = reader.Version;
            var waiting = new WaitingThread(() => reader.WaitForChange(version, TestContext.Current.CancellationToken));
            Thread.Sleep(20);
            other.A.Set(Sample.Of(i));
            Assert.Equal(other.Version, waiting.Result());
        }

        // Asleep for a second each if nobody wakes them.
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(commits / 2));
        Directory.Delete(path + ".wait");
    }
}
