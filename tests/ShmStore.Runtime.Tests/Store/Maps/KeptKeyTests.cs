using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>A key of bytes is the one that was passed, though the caller uses its array for something else while the key is waited for.</summary>
public sealed class KeptKeyTests : IDisposable
{
    private static readonly StoreSchema Schema = SampleSchema.Parse(SampleSchema.Store([SampleSchema.Map("Bytes", "binary")], [SampleSchema.OfSample]));

    private readonly BytesStore _store = new(StoreAttachment.CreatePrivateWriter(Schema));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task It_is_waited_for()
    {
        byte[] key = [1, 2, 3];
        Task<long> waiting = _store.Bytes.WaitForEntryAsync(key, 0, Stop);
        key[0] = 9;
        Assert.Equal(_store.Bytes.Set([1, 2, 3], Sample.Of(1)), await waiting.WaitAsync(TimeSpan.FromSeconds(30), Stop));
    }

    [Fact]
    public async Task It_is_followed()
    {
        byte[] key = [1, 2, 3];
        await using IAsyncEnumerator<Versioned<Sample>> changes = _store.Bytes.ChangesAsync(key, 0, Stop).GetAsyncEnumerator(Stop);
        key[0] = 9;
        for (int i = 1; i < 3; i++)
        {
            ValueTask<bool> next = changes.MoveNextAsync();
            _store.Bytes.Set([1, 2, 3], Sample.Of(i));
            Assert.True(await next.AsTask().WaitAsync(TimeSpan.FromSeconds(30), Stop));
            Assert.Equal(Sample.Of(i), changes.Current.Value);
        }
    }

    [Fact]
    public async Task What_is_made_for_it_is_added_under_it()
    {
        byte[] key = [1, 2, 3];
        var made = new TaskCompletionSource<Sample>();
        ValueTask<Sample> adding = _store.Bytes.GetOrAddAsync(key, (_, _) => new ValueTask<Sample>(made.Task), cancellationToken: Stop);
        key[0] = 9;
        made.SetResult(Sample.Of(1));
        await adding;
        Assert.True(_store.Bytes.ContainsKey([1, 2, 3]));
        Assert.False(_store.Bytes.ContainsKey(key));
    }

    private sealed class BytesStore : SharedStoreWriter
    {
        public BytesStore(StoreAttachment attachment)
            : base(attachment) => Bytes = new SharedMapWriter<byte[], Sample>(attachment, 0);

        public SharedMapWriter<byte[], Sample> Bytes { get; }
    }
}
