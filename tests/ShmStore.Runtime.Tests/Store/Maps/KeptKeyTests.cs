using ShmStore.TestHost.Samples;

namespace ShmStore.Tests.Store.Maps;

/// <summary>A key of bytes is the one that was passed, though the caller uses its array for something else while the key is waited for, or in a function that makes or updates what is under it.</summary>
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

    [Fact]
    public void What_is_updated_stays_under_it()
    {
        byte[] key = [1, 2, 3];
        _store.Bytes.Set(key, Sample.Of(1));
        _store.Bytes.Update(key, old => Change(key, (int)old.Number + 1));
        Assert.True(_store.Bytes.TryUpdate([1, 2, 3], old => Change(key, (int)old.Number + 1), out _));
        key = [1, 2, 3];
        Assert.True(_store.Bytes.TryUpdate(key, old => Change(key, (int)old.Number + 1), TimeSpan.FromHours(1), out _));
        key = [1, 2, 3];
        _store.Bytes.AddOrUpdate(key, Unexpected, old => Change(key, (int)old.Number + 1));
        Assert.Equal(Sample.Of(5), ValueOf(1, 2, 3));
        Assert.Equal(1, _store.Bytes.Count);
    }

    [Fact]
    public async Task What_is_made_by_a_function_that_changes_it_is_added_under_it()
    {
        byte[] key = [1, 2, 3];
        _store.Bytes.GetOrAdd(key, made => Change(made, 1));
        key = [1, 2, 4];
        _store.Bytes.AddOrUpdate(key, made => Change(made, 2), static old => old);
        await _store.Bytes.GetOrAddAsync([1, 2, 5], (made, _) => ValueTask.FromResult(Change(made, 3)), cancellationToken: Stop);
        Assert.Equal(Sample.Of(1), ValueOf(1, 2, 3));
        Assert.Equal(Sample.Of(2), ValueOf(1, 2, 4));
        Assert.Equal(Sample.Of(3), ValueOf(1, 2, 5));
        Assert.Equal(3, _store.Bytes.Count);
    }

    private Sample? ValueOf(params byte[] key) => _store.Bytes.TryGetValue(key, out Sample? value) ? value : null;

    private static Sample Change(byte[] key, int number)
    {
        key[0] = 9;
        return Sample.Of(number);
    }

    private static Sample Unexpected(byte[] key) => throw new InvalidOperationException("It is there.");

    private sealed class BytesStore : SharedStoreWriter
    {
        public BytesStore(StoreAttachment attachment)
            : base(attachment) => Bytes = new SharedMapWriter<byte[], Sample>(attachment, 0);

        public SharedMapWriter<byte[], Sample> Bytes { get; }
    }
}
