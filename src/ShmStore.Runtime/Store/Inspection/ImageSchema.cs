using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Inspection;

/// <summary>A schema as a block of an image has it.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Block">Its block.</param>
internal sealed record ImageSchema(StoreSchema Schema, ImageBlock Block)
{
    /// <summary>The schema whose block begins at an offset; null if none does that this library can read. Its checksum is not looked at.</summary>
    public static ImageSchema? TryRead(StoreImage image, long offset)
    {
        var block = ImageBlock.Read(image, offset);
        return TryReadDocument(image, block) is { } document ? TryParse(document, block) : null;
    }

    /// <summary>The schema with a fingerprint in a block whose header is damaged: it is as long as its document says. Null if there is none.</summary>
    public static ImageSchema? TryReadByFingerprint(StoreImage image, long offset, ulong fingerprint)
    {
        uint length = image.At<uint>(offset + BlockLayout.HeaderLength);
        if (offset % BlockLayout.Alignment != 0 || length is < ElementSize.EmptyDocument or > BlockLayout.MaximumDocument)
            return null;
        byte[] document = new byte[length];
        return image.TryRead(offset + BlockLayout.HeaderLength, document) && Fnv1a.Hash(document) == fingerprint ? TryParse(document, ImageBlock.Read(image, offset)) : null;
    }

    /// <summary>The schema with the fingerprint that the header has, in a block that the walk over the heap came by; null if there is none.</summary>
    public static ImageSchema? OfHeader(InspectedStore store)
    {
        ulong fingerprint = FingerprintOf(store);
        foreach (ImageBlock block in store.Heap.Walk(store.Image))
        {
            store.Cancellation.ThrowIfCancellationRequested();
            if (TryReadDocument(store.Image, block) is { } document && Fnv1a.Hash(document) == fingerprint && TryRead(store.Image, block.Offset) is { } schema)
                return schema;
        }

        return null;
    }

    /// <summary>The fingerprint that the header has.</summary>
    public static ulong FingerprintOf(InspectedStore store) => store.Image.At<ulong>(HeaderLayout.FingerprintOffset);

    /// <summary>Whether this is what a writer makes of another schema: all of that, and something appended.</summary>
    public bool Extends(ImageSchema other)
    {
        var comparer = SchemaComparer.Compare(Schema, other.Schema);
        return comparer.Differences.Count == 0 && comparer.Appended.Count > 0;
    }

    private static ImageSchema? TryParse(byte[] document, ImageBlock block)
    {
        try
        {
            var schema = new StoreSchema(document);
            return KnownKinds.Unknown(schema) is null ? new ImageSchema(schema, block) : null;
        }
        catch (BsonFormatException)
        {
            return null;
        }
    }

    // What begins like a document in a block of its length: that tells most blocks from those of a schema without reading them.
    private static byte[]? TryReadDocument(StoreImage image, ImageBlock block)
    {
        bool isDocument = block.Offset % BlockLayout.Alignment == 0 && block.Length >= ElementSize.EmptyDocument && block.DocumentProblem(BlockLayout.HeaderLength) is null
            && image.At<uint>(block.Offset + BlockLayout.HeaderLength) == block.Length;
        return isDocument && block.ReadAll(image) is { } bytes ? bytes[BlockLayout.HeaderLength..(BlockLayout.HeaderLength + (int)block.Length)] : null;
    }
}
