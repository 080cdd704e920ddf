namespace ShmStore.TestHost.Samples;

/// <summary>A store as the generator would emit it, for reading: two maps and an entry beside them.</summary>
public sealed class MapStore : SharedStore
{
    public MapStore(StoreAttachment attachment)
        : base(attachment)
    {
        Texts = new SharedMap<string, Sample>(attachment, 0);
        Numbers = new SharedMap<int, Sample>(attachment, 1);
        Beside = new SharedEntry<Sample>(attachment, 2);
    }

    /// <summary>The schema of all classes of this store.</summary>
    public static StoreSchema Schema { get; } = SampleSchema.Parse(SampleSchema.Store(
        [SampleSchema.Map("Texts", "string"), SampleSchema.Map("Numbers", "int32"), SampleSchema.Key("Beside", "entry", SampleSchema.SampleType)],
        [SampleSchema.OfSample]));

    public SharedMap<string, Sample> Texts { get; }

    public SharedMap<int, Sample> Numbers { get; }

    public SharedEntry<Sample> Beside { get; }

    /// <summary>Reads a state of the store.</summary>
    public TResult Snapshot<TResult>(Func<MapStore, TResult> read) => Attachment.Snapshot(static attachment => new MapStore(attachment), read, static (store, read) => read(store));

    /// <summary>Attaches for reading.</summary>
    public static MapStore Open(string path) => new(StoreAttachment.OpenReader(Schema, path));
}
