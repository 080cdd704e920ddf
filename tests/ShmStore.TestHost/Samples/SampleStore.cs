namespace ShmStore.TestHost.Samples;

/// <summary>A store as the generator would emit it, for reading: four entries, an atomic of each type, and a document.</summary>
public sealed class SampleStore : SharedStore
{
    public SampleStore(StoreAttachment attachment)
        : base(attachment)
    {
        A = new SharedEntry<Sample>(attachment, 0);
        B = new SharedEntry<Sample>(attachment, 1);
        Count = new SharedAtomic<long>(attachment, 2);
        Ratio = new SharedAtomic<double>(attachment, 3);
        Flag = new SharedAtomic<bool>(attachment, 4);
        Small = new SharedAtomic<int>(attachment, 5);
        Free = new SharedDocument(attachment, 6);
        C = new SharedEntry<Sample>(attachment, 7);
        D = new SharedEntry<Sample>(attachment, 8);
        Entries = [A, B, C, D];
    }

    /// <summary>The schema of all classes of this store.</summary>
    public static StoreSchema Schema => SampleSchema.Current;

    public SharedEntry<Sample> A { get; }

    public SharedEntry<Sample> B { get; }

    public SharedEntry<Sample> C { get; }

    public SharedEntry<Sample> D { get; }

    public SharedAtomic<long> Count { get; }

    public SharedAtomic<double> Ratio { get; }

    public SharedAtomic<bool> Flag { get; }

    public SharedAtomic<int> Small { get; }

    public SharedDocument Free { get; }

    /// <summary>All entries, in the order of their keys.</summary>
    public IReadOnlyList<SharedEntry<Sample>> Entries { get; }

    /// <summary>Attaches for reading.</summary>
    public static SampleStore Open(string path) => new(StoreAttachment.OpenReader(Schema, path));

    /// <summary>Reads several keys as of one moment.</summary>
    public TResult Snapshot<TResult>(Func<SampleStore, TResult> read) => Attachment.Snapshot(static attachment => new SampleStore(attachment), read, static (store, read) => read(store));
}
