using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store.Attaching;

/// <summary>Waiting for a store that is not there yet.</summary>
public sealed class ArrivalTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly TestFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("store.shm")]
    [InlineData("a folder that comes later/store.shm")]
    public async Task Waits_end_when_there_is_a_store_that_can_be_attached_to(string name)
    {
        string path = _folder.File(name);
        Task waiting = SharedStoreFile.WaitForStoreAsync(path, Stop);
        Task<bool> trying = Task.Run(() => SharedStoreFile.TryWaitForStore(path, TimeSpan.FromSeconds(30), Stop), Stop);
        Task<int> attaching = Task.Run(
            () =>
            {
                SharedStoreFile.WaitForStore(path, Stop);
                using SampleStore reader = SampleStore.Open(path);
                return 1;
            },
            Stop);
        await Task.Delay(Short, Stop);
        Assert.False(waiting.IsCompleted || trying.IsCompleted || attaching.IsCompleted);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = SampleWriter.Open(path);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.True(await trying);
        Assert.Equal(1, await attaching);
    }

    [Fact]
    public void A_link_that_comes_first_is_waited_behind()
    {
        string link = _folder.File("link");
        File.CreateSymbolicLink(link, _folder.File("store"));
        Assert.False(SharedStoreFile.TryWaitForStore(link, Short, Stop));
        using var writer = SampleWriter.Open(_folder.File("store"));
        SharedStoreFile.WaitForStore(link, Stop);
        SampleStore.Open(link).Dispose();
        File.CreateSymbolicLink(_folder.File("circle"), _folder.File("circle"));
        SharedStoreFile.WaitForStore(_folder.File("circle"), Stop);
    }

    [Fact]
    public async Task Waits_end_when_they_are_cancelled_or_the_time_is_up()
    {
        string path = _folder.File();
        using var cancelling = new CancellationTokenSource(Short);
        Assert.False(SharedStoreFile.TryWaitForStore(path, TimeSpan.Zero, Stop));
        Assert.False(SharedStoreFile.TryWaitForStore(path, Short, Stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SharedStoreFile.WaitForStoreAsync(path, cancelling.Token));
        Assert.Throws<OperationCanceledException>(() => SharedStoreFile.WaitForStore(path, cancelling.Token));
        Assert.Throws<ArgumentOutOfRangeException>(() => SharedStoreFile.TryWaitForStore(path, TimeSpan.FromSeconds(-2), Stop));
    }

    [Fact]
    public void What_is_no_store_ends_the_wait_and_says_so_when_it_is_opened()
    {
        string path = _folder.File();
        Directory.CreateDirectory(path);
        SharedStoreFile.WaitForStore(path, Stop);
        Exception? error = Record.Exception(() => SampleStore.Open(path).Dispose());
        Assert.NotNull(error);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_whose_source_is_gone_is_one_that_is_not_cancelled()
    {
        var source = new CancellationTokenSource();
        CancellationToken token = source.Token;
        source.Dispose();
        Assert.False(SharedStoreFile.TryWaitForStore(_folder.File(), Short, token));
        using var writer = SampleWriter.Open(_folder.File());
        Assert.True(SharedStoreFile.TryWaitForStore(_folder.File(), Short, token));
        await SharedStoreFile.WaitForStoreAsync(_folder.File(), token);
    }

    [Fact]
    public async Task A_name_that_the_file_system_refuses_is_no_store()
    {
        string path = _folder.File(new string('n', 4000));
        Assert.ThrowsAny<IOException>(() => SharedStoreFile.WaitForStore(path, Stop));
        Assert.ThrowsAny<IOException>(() => SharedStoreFile.TryWaitForStore(path, Short, Stop));
        await Assert.ThrowsAnyAsync<IOException>(() => SharedStoreFile.WaitForStoreAsync(path, Stop));
        string link = _folder.File("link");
        File.CreateSymbolicLink(link, new string('n', 300));
        Assert.ThrowsAny<IOException>(() => SharedStoreFile.WaitForStore(link, Stop));
    }
}
