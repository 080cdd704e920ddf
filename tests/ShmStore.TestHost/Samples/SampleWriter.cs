namespace ShmStore.TestHost.Samples;

/// <summary><see cref="SampleStore"/> for its writer.</summary>
public sealed class SampleWriter : SharedStoreWriter
{
    public SampleWriter(StoreAttachment attachment)
        : base(attachment)
    {
        A = new SharedEntryWriter<Sample>(attachment, 0);
        B = new SharedEntryWriter<Sample>(attachment, 1);
        Count = new SharedAtomicWriter<long>(attachment, 2);
        Ratio = new SharedAtomicWriter<double>(attachment, 3);
        Flag = new SharedAtomicWriter<bool>(attachment, 4);
        Small = new SharedAtomicWriter<int>(attachment, 5);
        Free = new SharedDocumentWriter(attachment, 6);
        C = new SharedEntryWriter<Sample>(attachment, 7);
        D = new SharedEntryWriter<Sample>(attachment, 8);
        Entries = [A, B, C, D];
    }

    public SharedEntryWriter<Sample> A { get; }

    public SharedEntryWriter<Sample> B { get; }

    public SharedEntryWriter<Sample> C { get; }

    public SharedEntryWriter<Sample> D { get; }

    public SharedAtomicWriter<long> Count { get; }

    public SharedAtomicWriter<double> Ratio { get; }

    public SharedAtomicWriter<bool> Flag { get; }

    public SharedAtomicWriter<int> Small { get; }

    public SharedDocumentWriter Free { get; }

    /// <summary>All entries, in the order of their keys.</summary>
    public IReadOnlyList<SharedEntryWriter<Sample>> Entries { get; }

    /// <summary>Creates or opens; a null path is private memory.</summary>
    public static SampleWriter Open(string? path, StoreOptions? options = null) => new(path is null ? StoreAttachment.CreatePrivateWriter(SampleStore.Schema, options) : StoreAttachment.CreateWriter(SampleStore.Schema, path, options));

    /// <summary>One more attachment, for reading.</summary>
    public SampleStore OpenReader() => new(Attachment.AsReader());

    /// <summary>One more attachment, for contributing.</summary>
    public SampleContributor OpenContributor() => new(Attachment.AsContributor());

    /// <inheritdoc cref="SampleStore.Snapshot"/>
    public TResult Snapshot<TResult>(Func<SampleStore, TResult> read) => Attachment.Snapshot(static attachment => new SampleStore(attachment), read, static (store, read) => read(store));
}
