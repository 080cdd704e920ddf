using ShmStore.Bson;
using ShmStore.Layout;
using ShmStore.Store.Inspection;

namespace ShmStore.Store.Repairing;

/// <summary>Finds the schema of a damaged store.</summary>
internal static class SchemaRescue
{
    /// <summary>The schema that its slot names, or else the best that is anywhere in the heap: the one of the header's fingerprint, or the newest.</summary>
    /// <exception cref="StoreFormatException">There is none, and without one nothing else has a meaning.</exception>
    public static SavedStore Find(InspectedStore store, FindingList changes)
    {
        long offset = store.Load(store.Areas.SlotAt(SlotLayout.SchemaSlot));
        if (offset > 0 && TryRead(store.Image, offset) is { } named)
            return named;
        ulong fingerprint = store.Image.At<ulong>(HeaderLayout.FingerprintOffset);
        SavedStore? best = null;
        for (offset = store.Areas.Heap; offset <= store.Image.Length - BlockLayout.HeaderLength; offset += BlockLayout.Alignment)
        {
            store.Cancellation.ThrowIfCancellationRequested();
            if (TryRead(store.Image, offset) is { } other && IsBetter(other, best, fingerprint))
                best = other;
        }

        if (best is null)
            throw new StoreFormatException(StoreFormatError.Corrupt, $"'{store.Image.Path}' cannot be repaired: no schema was found in it, and without one nothing else has a meaning.");
        changes.Note(StoreArea.Schema, null, null, $"the schema {best.Schema.StoreName} was found without its slot, at version {best.SchemaVersion}");
        return best;
    }

    private static bool IsBetter(SavedStore other, SavedStore? best, ulong fingerprint)
    {
        if (best is null || (other.Schema.Fingerprint == fingerprint) != (best.Schema.Fingerprint == fingerprint))
            return best is null || other.Schema.Fingerprint == fingerprint;
        return other.SchemaVersion > best.SchemaVersion;
    }

    /// <summary>The schema whose block begins at an offset; null if none does.</summary>
    public static SavedStore? TryRead(StoreImage image, long offset)
    {
        var block = ImageBlock.Read(image, offset);
        if (offset % BlockLayout.Alignment != 0 || block.Meta.IsIndex || block.Length < ElementSize.EmptyDocument || block.Problem(BlockLayout.HeaderLength) is not null
            || image.At<uint>(offset + BlockLayout.HeaderLength) != block.Length || block.ReadAll(image) is not { } bytes)
        {
            return null;
        }

        try
        {
            return new SavedStore(new StoreSchema(bytes.AsSpan(BlockLayout.HeaderLength, (int)block.Length)), block.Version);
        }
        catch (BsonFormatException)
        {
            return null;
        }
    }
}
