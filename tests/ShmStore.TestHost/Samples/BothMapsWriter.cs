namespace ShmStore.TestHost.Samples;

/// <summary><see cref="BothMaps"/> for its writer.</summary>
public sealed class BothMapsWriter : SharedStoreWriter
{
    public BothMapsWriter(StoreAttachment attachment)
        : base(attachment)
    {
        Texts = new SharedMapWriter<string, Sample>(attachment, 0);
        Documents = new SharedDocumentMapWriter<string>(attachment, 1);
    }

    public SharedMapWriter<string, Sample> Texts { get; }

    public SharedDocumentMapWriter<string> Documents { get; }

    /// <summary>Creates or opens; a null path is private memory.</summary>
    public static BothMapsWriter Open(string? path, StoreOptions? options = null) => new(path is null ? StoreAttachment.CreatePrivateWriter(BothMaps.Schema, options) : StoreAttachment.CreateWriter(BothMaps.Schema, path, options));

    /// <summary>One more attachment, for reading.</summary>
    public BothMaps OpenReader() => new(Attachment.AsReader());
}
