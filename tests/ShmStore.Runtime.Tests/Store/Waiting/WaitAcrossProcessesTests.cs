using System.Globalization;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Waiting;

/// <summary>Waiting for a writer in another process.</summary>
public sealed class WaitAcrossProcessesTests : IDisposable
{
    private const int Rounds = 3000;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("thread")]
    [InlineData("task")]
    public async Task No_change_is_missed_in_a_game_of_ping_pong(string waiting)
    {
        using var writer = SampleWriter.Open(_folder.File("asked"));
        SampleWriter.Open(_folder.File("answered")).Dispose();
        using var reader = SampleStore.Open(_folder.File("answered"));
        using HostProcess child = HostProcess.Start(
            "store-answer", _folder.File("asked"), _folder.File("answered"), Rounds.ToString(CultureInfo.InvariantCulture), waiting);
        child.Await("ready");
        long version = reader.A.Version;
        for (int number = 1; number <= Rounds; number++)
        {
            writer.A.Set(Sample.Of(number));
            if (waiting == "thread")
                Assert.True(reader.A.TryWaitForChange(version, TimeSpan.FromSeconds(20), out version, TestContext.Current.CancellationToken));
            else
                version = await reader.A.WaitForChangeAsync(version, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            Assert.Equal(Sample.Of(number), reader.A.Value);
        }

        child.Succeed();
    }
}
