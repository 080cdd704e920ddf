using ShmStore.Layout;
using ShmStore.Store.Inspection;

namespace ShmStore.Store.Repairing;

/// <summary>Finds the schema of a damaged store.</summary>
/// <remarks>
/// What is taken for one decides what all values mean. So its block's checksum or the fingerprint of the header speaks for it; one for which neither does is doubtful, and said to be.
/// </remarks>
internal sealed class SchemaRescue(InspectedStore store, FindingList changes)
{
    private readonly long _word = store.Areas.SlotAt(SlotLayout.SchemaSlot);
    private readonly ulong _fingerprint = ImageSchema.FingerprintOf(store);

    /// <summary>The schema that its slot names, or that of the header's fingerprint, or else the best that there is.</summary>
    /// <exception cref="StoreFormatException">There is none, and without one nothing else has a meaning.</exception>
    public SavedStore Find()
    {
        long offset = store.Load(_word);
        ImageSchema? named = offset > 0 ? ImageSchema.TryRead(store.Image, offset) : null;
        if (named is not null && (IsOfHeader(named) || IsChecked(named)))
            return Save(named);
        ImageSchema? other = ImageSchema.OfHeader(store);
        if (named is not null && other is not null && named.Extends(other))
            return Save(named);

        // Where the walk over the heap came by all blocks, no schema is anywhere else.
        if (other is null && (named is null || store.Heap.WalkedTo < store.Heap.End))
            other = Search();
        if (other is null || (named is not null && !IsOfHeader(other)))
            return named is null ? throw None() : Doubt(named);
        changes.Note(StoreArea.Schema, _word, null, $"the schema {other.Schema.StoreName} was found without its slot, at version {other.Block.Version}");
        return IsOfHeader(other) ? Save(other) : Doubt(other);
    }

    private static SavedStore Save(ImageSchema schema) => new(schema.Schema, schema.Block.Version);

    private bool IsOfHeader(ImageSchema schema) => schema.Schema.Fingerprint == _fingerprint;

    private bool IsChecked(ImageSchema named) => store.HasChecksums && named.Block.ReadAll(store.Image) is { } bytes && store.ChecksumProblem(_word, bytes) is null;

    private SavedStore Doubt(ImageSchema schema)
    {
        string what = $"the schema has the fingerprint 0x{schema.Schema.Fingerprint:X16}, and the header 0x{_fingerprint:X16}";
        if (_fingerprint == 0)
        {
            changes.Note(StoreArea.Schema, schema.Block.Offset, null, what);
            return Save(schema);
        }

        what += ": it may not be what it was";
        changes.Damage(StoreArea.Schema, schema.Block.Offset, null, $"{what}, and no program of the right one can open the store then");
        return Save(schema) with { Doubt = what };
    }

    // That of the header's fingerprint, or the newest.
    private ImageSchema? Search()
    {
        ImageSchema? best = null;
        for (long offset = store.Areas.Heap; offset <= store.Image.Length - BlockLayout.HeaderLength; offset += BlockLayout.Alignment)
        {
            store.Cancellation.ThrowIfCancellationRequested();
            if (ImageSchema.TryRead(store.Image, offset) is not { } schema)
                continue;
            if (IsOfHeader(schema))
                return schema;
            if (best is null || IsBetter(schema, best))
                best = schema;
        }

        return best;
    }

    // What no block begins with may stand inside a value.
    private bool IsBetter(ImageSchema schema, ImageSchema best) =>
        (store.Heap.Begins(schema.Block.Offset), schema.Block.Version).CompareTo((store.Heap.Begins(best.Block.Offset), best.Block.Version)) > 0;

    private StoreFormatException None() =>
        new(StoreFormatError.Corrupt, $"'{store.Image.Path}' cannot be repaired: no schema was found in it, and without one nothing else has a meaning.");
}
