namespace ShmStore.TestHost.Samples;

/// <summary>A store as the generator would emit it, for reading: a map of objects, and one of documents without a schema.</summary>
public sealed class BothMaps : SharedStore
{
    public BothMaps(StoreAttachment attachment)
        : base(attachment)
    {
        Texts = new SharedMap<string, Sample>(attachment, 0);
        Documents = new SharedDocumentMap<string>(attachment, 1);
    }

    /// <summary>The schema of all classes of this store.</summary>
    public static StoreSchema Schema { get; } = SampleSchema.Parse(SampleSchema.Store(
        [SampleSchema.Map("Texts", "string"), SampleSchema.Key("Documents", "documentMap", mapKey: "string")],
        [SampleSchema.OfSample]));

    public SharedMap<string, Sample> Texts { get; }

    public SharedDocumentMap<string> Documents { get; }

    /// <summary>Reads a state of the store.</summary>
    public TResult Snapshot<TResult>(Func<BothMaps, TResult> read) => Attachment.Snapshot(static attachment => new BothMaps(attachment), read, static (store, read) => read(store));
}
