using ShmStore.Generated.Tests.Shapes;

namespace ShmStore.Generated.Tests;

/// <summary>The generated methods by which a process stands by to become the writer.</summary>
public sealed class SuccessionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_writer_goes_on_when_the_first_has_ended()
    {
        string path = $"shmstore-succession-{Guid.NewGuid():N}";
        try
        {
            Task standing;
            using (Keyed.Writer first = Keyed.CreateWriter(path))
            {
                first.Documents.Set("a", []);
                bool became = Keyed.TryBecomeWriter(path, TimeSpan.Zero, out Keyed.Writer? none, cancellationToken: Stop);
                using (none)
                    Assert.False(became || none is not null);
                standing = StandByAsync(path);
                Assert.False(standing.IsCompleted);
            }

            await standing.WaitAsync(TimeSpan.FromSeconds(30), Stop);
            Assert.True(Keyed.TryBecomeWriter(path, TimeSpan.Zero, out Keyed.Writer? third, new StoreOptions { Mode = StoreMode.Open }, Stop));
            Assert.Equal(["a", "b"], third.Documents.Keys.Order());
            third.Dispose();
        }
        finally
        {
            SharedStoreFile.Delete(path);
        }
    }

    [Fact]
    public void What_is_wrong_with_a_call_is_told_at_the_call()
    {
        Assert.Throws<ArgumentNullException>("path", static () => { _ = Keyed.BecomeWriterAsync(null!, cancellationToken: Stop); });
        Assert.Throws<ArgumentException>("path", static () => { _ = Keyed.BecomeWriterAsync("", cancellationToken: Stop); });
        Assert.ThrowsAny<ArgumentException>(static () => { _ = Keyed.BecomeWriterAsync("never-made", new StoreOptions { MaximumSize = 0 }, Stop); });
    }

    private static async Task StandByAsync(string path)
    {
        using Keyed.Writer next = await Keyed.BecomeWriterAsync(path, cancellationToken: Stop);
        next.Documents.Set("b", []);
    }
}
