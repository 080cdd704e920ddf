namespace ShmStore.TestHost.Samples;

/// <summary><see cref="SampleStore"/> for a contributor.</summary>
public sealed class SampleContributor : SharedStoreContributor
{
    public SampleContributor(StoreAttachment attachment)
        : base(attachment)
    {
        A = new SharedEntry<Sample>(attachment, 0);
        Count = new SharedAtomicWriter<long>(attachment, 2);
        Ratio = new SharedAtomicWriter<double>(attachment, 3);
        Flag = new SharedAtomicWriter<bool>(attachment, 4);
        Small = new SharedAtomicWriter<int>(attachment, 5);
    }

    public SharedEntry<Sample> A { get; }

    public SharedAtomicWriter<long> Count { get; }

    public SharedAtomicWriter<double> Ratio { get; }

    public SharedAtomicWriter<bool> Flag { get; }

    public SharedAtomicWriter<int> Small { get; }

    /// <summary>Attaches.</summary>
    public static SampleContributor Open(string path) => new(StoreAttachment.OpenContributor(SampleStore.Schema, path));

    /// <inheritdoc cref="SampleStore.Snapshot"/>
    public TResult Snapshot<TResult>(Func<SampleStore, TResult> read) => Attachment.Snapshot(static attachment => new SampleStore(attachment), read, static (store, read) => read(store));
}
