using ShmStore.TestHost.Samples;
using ShmStore.Tests.Processes;

namespace ShmStore.Tests.Store;

/// <summary>Members that write are made over attachments that can, and for keys that there are.</summary>
public sealed class WriterMembersTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MapStoreWriter _writer;

    public WriterMembersTests() => _writer = MapStoreWriter.Open(_folder.File());

    private static Func<StoreAttachment, int, object>[] Members =>
    [
        static (attachment, key) => new SharedEntryWriter<Sample>(attachment, key),
        static (attachment, key) => new SharedDocumentWriter(attachment, key),
        static (attachment, key) => new SharedMapWriter<int, Sample>(attachment, key),
        static (attachment, key) => new SharedDocumentMapWriter<int>(attachment, key),
        static (attachment, key) => new SharedAtomicWriter<long>(attachment, key),
    ];

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Not_over_a_reader() => Assert.All(Members, create =>
    {
        using MapStore reader = MapStore.Open(_folder.File());
        Assert.Contains("for Read", Assert.Throws<InvalidOperationException>(() => create(reader.Attachment, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => reader.Snapshot(snapshot => create(snapshot.Attachment, 1)));
        Assert.NotNull(create(_writer.Attachment, 1));
    });

    [Fact]
    public void Not_for_a_key_that_there_is_not() => Assert.All(Members, create =>
    {
        foreach (int key in (int[])[-1, 3, 999, int.MaxValue])
            Assert.Equal("key", Assert.Throws<ArgumentOutOfRangeException>(() => create(_writer.Attachment, key)).ParamName);
        Assert.Throws<ArgumentNullException>(() => create(null!, 1));
    });

    [Fact]
    public void An_atomic_over_a_contributor()
    {
        using SampleWriter writer = SampleWriter.Open(_folder.File("sample"));
        using var contributor = new SampleStore(writer.Attachment.AsContributor());
        var count = new SharedAtomicWriter<long>(contributor.Attachment, 2);
        count.Value = 5;
        Assert.Equal(5, writer.Count.Value);
    }

    [Fact]
    public void A_schema_is_needed()
    {
        string path = _folder.File("other");
        Assert.All(
            (Action[])
            [
                () => StoreAttachment.OpenReader(null!, path), () => StoreAttachment.OpenContributor(null!, path), () => StoreAttachment.CreateWriter(null!, path),
                () => StoreAttachment.CreatePrivateWriter(null!), () => StoreAttachment.TryBecomeWriter(null!, path, TimeSpan.Zero, null, TestContext.Current.CancellationToken), () => StoreAttachment.CreateSealedWriter(null!),
            ],
            static open => Assert.Equal("schema", Assert.Throws<ArgumentNullException>(open).ParamName));
    }

    [Fact]
    public void Bytes_of_a_key_that_there_is_not()
    {
        using var store = new RawStore(_writer.Attachment.AsReader());
        ArgumentOutOfRangeException refused = Assert.Throws<ArgumentOutOfRangeException>(() => store.Raw(999));
        Assert.Equal(("key", 999), (refused.ParamName, refused.ActualValue));
    }

    private sealed class RawStore(StoreAttachment attachment) : SharedStore(attachment)
    {
        public byte[]? Raw(int key) => GetRaw(key);
    }
}
