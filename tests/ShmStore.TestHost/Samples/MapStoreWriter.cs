namespace ShmStore.TestHost.Samples;

/// <summary><see cref="MapStore"/> for its writer.</summary>
public sealed class MapStoreWriter : SharedStoreWriter
{
    public MapStoreWriter(StoreAttachment attachment)
        : base(attachment)
    {
        Texts = new SharedMapWriter<string, Sample>(attachment, 0);
        Numbers = new SharedMapWriter<int, Sample>(attachment, 1);
        Beside = new SharedEntryWriter<Sample>(attachment, 2);
    }

    public SharedMapWriter<string, Sample> Texts { get; }

    public SharedMapWriter<int, Sample> Numbers { get; }

    public SharedEntryWriter<Sample> Beside { get; }

    /// <summary>Creates or opens; a null path is private memory.</summary>
    public static MapStoreWriter Open(string? path, StoreOptions? options = null) => new(path is null ? StoreAttachment.CreatePrivateWriter(MapStore.Schema, options) : StoreAttachment.CreateWriter(MapStore.Schema, path, options));

    /// <summary>One more attachment, for reading.</summary>
    public MapStore OpenReader() => new(Attachment.AsReader());
}
