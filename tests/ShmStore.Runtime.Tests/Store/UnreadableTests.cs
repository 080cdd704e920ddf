using ShmStore.Bson;
using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Values that the program cannot read, as those of a newer one can be: the error says which they are, and following goes on behind them.</summary>
public sealed class UnreadableTests : IDisposable
{
    private const string Entry = "Tests.SampleStore.Beside";
    private const string TextKey = """Tests.SampleStore.Texts["key777"]""";
    private const string NumberKey = "Tests.SampleStore.Numbers[300]";

    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestFolder _folder = new();
    private readonly NewerWriter _writer;
    private readonly MapStore _reader;
    private readonly long _entry;
    private readonly long _text;
    private readonly long _number;

    public UnreadableTests()
    {
        string path = _folder.File();
        _writer = new NewerWriter(StoreAttachment.CreateWriter(MapStore.Schema, path));
        _writer.Texts.Set("key776", new Newer(1, "b"));
        _entry = _writer.Beside.Set(new Newer(1, null));
        _text = _writer.Texts.Set("key777", new Newer(1, null));
        _number = _writer.Numbers.Set(300, new Newer(1, null));
        _reader = MapStore.Open(path);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Of_an_entry_the_error_names_the_key()
    {
        Check(() => _reader.Beside.Value, Entry, _entry);
        Check(() => _reader.Beside.TryGet(out _), Entry, _entry);
        Check(() => _reader.Beside.GetVersioned(), Entry, _entry);
        Check(() => _reader.Beside.GetField<string, StringCodec>("Text"u8, required: true), Entry, _entry);
        Check(() => _reader.Beside.ReadView<Sample.View, int>(static view => view.Text.Length), Entry, _entry);
        Check(() => _reader.Snapshot(static store => store.Beside.Value), Entry, _entry);
        Assert.Equal(1, _reader.Beside.ReadView<Sample.View, long>(static view => view.Number));
    }

    [Fact]
    public void Of_a_map_the_error_names_the_entry()
    {
        Check(() => _reader.Texts["key777"].Value, TextKey, _text);
        Check(() => _reader.Texts.TryGetValue("key777", out _), TextKey, _text);
        Check(() => _reader.Texts["key777"].GetField<string, StringCodec>("Text"u8, required: true), TextKey, _text);
        Check(() => _reader.Texts.ToList(), TextKey, _text);
        Check(() => _reader.Texts.Values.Count(), TextKey, _text);
        Check(() => _reader.Texts.GetMany(["key776", "key777"], new Sample?[2]), TextKey, _text);
        Check(() => _reader.Snapshot(static store => store.Texts["key777"].Value), TextKey, _text);
        Check(() => _reader.Numbers[300].Value, NumberKey, _number);
        Check(() => _reader.Numbers.GetMany([300], new Sample?[1]), NumberKey, _number);
    }

    [Fact]
    public void The_key_that_is_nearest_counts()
    {
        Check(() => _reader.Beside.ReadView<Sample.View, Sample>(_ => _reader.Numbers[300].Value), NumberKey, _number);
        Assert.Null(new BsonFormatException(BsonFormatReason.MissingField, 0, "", "").Key);
    }

    [Fact]
    public async Task A_change_that_is_followed_names_its_entry()
    {
        await foreach (MapChange<int, Sample> change in _reader.Numbers.WatchAsync(0, Stop))
        {
            Check(() => change.TryGetValue(out _), NumberKey, _number);
            break;
        }
    }

    [Fact]
    public async Task Who_follows_an_entry_goes_on_behind_what_cannot_be_read()
    {
        await using IAsyncEnumerator<Versioned<Sample>> first = _reader.Beside.ChangesAsync(0, Stop).GetAsyncEnumerator(Stop);
        BsonFormatException unreadable = await Assert.ThrowsAsync<BsonFormatException>(async () => await first.MoveNextAsync());
        await using IAsyncEnumerator<Versioned<Sample>> second = _reader.Beside.ChangesAsync(unreadable.Version, Stop).GetAsyncEnumerator(Stop);
        await AssertFollowedAsync(second, () => _writer.Beside.Set(new Newer(2, "c")));
    }

    [Fact]
    public async Task Who_follows_a_key_of_a_map_goes_on_behind_what_cannot_be_read()
    {
        await using IAsyncEnumerator<Versioned<Sample>> first = _reader.Numbers.ChangesAsync(300, 0, Stop).GetAsyncEnumerator(Stop);
        BsonFormatException unreadable = await Assert.ThrowsAsync<BsonFormatException>(async () => await first.MoveNextAsync());
        await using IAsyncEnumerator<Versioned<Sample>> second = _reader.Numbers.ChangesAsync(300, unreadable.Version, Stop).GetAsyncEnumerator(Stop);
        await AssertFollowedAsync(second, () => _writer.Numbers.Set(300, new Newer(2, "c")));
    }

    // It waits, rather than meet the same again, and finds the next.
    private static async Task AssertFollowedAsync(IAsyncEnumerator<Versioned<Sample>> changes, Func<long> set)
    {
        Task<bool> next = changes.MoveNextAsync().AsTask();
        await Task.Delay(Short, Stop);
        Assert.False(next.IsCompleted);
        long version = set();
        Assert.True(await next.WaitAsync(Patience, Stop));
        Assert.Equal(new Versioned<Sample>(version, true, new Sample("c", 2, 1)), changes.Current);
    }

    private static void Check(Func<object?> read, string key, long version)
    {
        BsonFormatException unreadable = Assert.Throws<BsonFormatException>(read);
        Assert.Equal((key, version, BsonFormatReason.MissingField, "Text"), (unreadable.Key, unreadable.Version, unreadable.Reason, unreadable.FieldPath));
        Assert.StartsWith($"'{key}': BSON element 'Text'", unreadable.Message, StringComparison.Ordinal);
    }

    /// <summary>As <see cref="Sample"/>, of which a newer program leaves the text out at times.</summary>
    private sealed record Newer(long Number, string? Text) : ISharedObject<Newer>
    {
        static FixedLayout ISharedObject<Newer>.FixedLayout => LayoutOf<Sample>();

        static bool ISharedObject<Newer>.IsImmutable => true;

        static void ISharedObject<Newer>.Write(ref DocumentWriter writer, Newer value)
        {
            int start = writer.BeginDocument(LayoutOf<Sample>().Template);
            writer.SetFixed<long, long, Int64Codec>(start + Sample.NumberOffset, value.Number);
            writer.SetFixed<double, double, DoubleCodec>(start + Sample.HalfOffset, value.Number / 2.0);
            if (value.Text is { } text)
                writer.Element<string, StringCodec>("Text"u8, text);
            writer.EndDocument(start);
        }

        static Newer ISharedObject<Newer>.Read(in DocumentView document) => throw new NotSupportedException();

        private static FixedLayout LayoutOf<T>()
            where T : ISharedObject<T> => T.FixedLayout;
    }

    private sealed class NewerWriter : SharedStoreWriter
    {
        public NewerWriter(StoreAttachment attachment)
            : base(attachment)
        {
            Texts = new SharedMapWriter<string, Newer>(attachment, 0);
            Numbers = new SharedMapWriter<int, Newer>(attachment, 1);
            Beside = new SharedEntryWriter<Newer>(attachment, 2);
        }

        public SharedMapWriter<string, Newer> Texts { get; }

        public SharedMapWriter<int, Newer> Numbers { get; }

        public SharedEntryWriter<Newer> Beside { get; }
    }
}
