using ShmStore.Layout;
using ShmStore.Store.Attaching;
using ShmStore.Store.Inspection;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Repairing;

/// <summary>Finds the schema of a damaged store.</summary>
/// <remarks>
/// What is taken for one decides what all values mean. So its block's checksum or the fingerprint of the header speaks for it; one for which neither does is doubtful, and said to be.
/// </remarks>
/// <param name="store">The store.</param>
/// <param name="given">The schema of the program; null if it gave none.</param>
/// <param name="changes">Gets what was done.</param>
internal sealed class SchemaRescue(InspectedStore store, StoreSchema? given, FindingList changes)
{
    // Of the block of a schema that comes from no block, or from one whose version is damaged. The first commit of a store is the one that writes its schema.
    private const long FirstVersion = 1;

    private readonly long _word = store.Areas.SlotAt(SlotLayout.SchemaSlot);
    private readonly ulong _fingerprint = ImageSchema.FingerprintOf(store);

    /// <summary>The schema that its slot names, or that of the header's fingerprint, or the program's, or else the best that there is.</summary>
    /// <exception cref="StoreFormatException">There is none, and without one nothing else has a meaning; or the program's has more keys than the store has room for.</exception>
    public SavedStore Find()
    {
        long offset = store.Load(_word);
        ImageSchema? named = offset > 0 ? ImageSchema.TryRead(store.Image, offset) ?? ImageSchema.TryReadByFingerprint(store.Image, offset, _fingerprint) : null;
        if (named is not null && (IsOfHeader(named) || IsChecked(named)))
            return Save(named);
        ImageSchema? other = ImageSchema.OfHeader(store);
        if (named is not null && other is not null && named.Extends(other))
            return Save(named);

        // Where the walk over the heap came by all blocks, no schema is anywhere else.
        if (other is null && (named is null || store.Heap.WalkedTo < store.Heap.End))
            other = Search();
        if (other is not null && IsOfHeader(other))
        {
            NoteFound(other);
            return Save(other);
        }

        // A schema of which a bit has changed does not agree with the program's any more.
        if (given is not null && (named is null || SchemaComparer.Compare(given, named.Schema).Differences.Count > 0))
            return Take(given);
        if (named is not null)
            return Doubt(named);
        if (other is null)
            throw None();
        NoteFound(other);
        return Doubt(other);
    }

    private static SavedStore Save(ImageSchema schema) => new(schema.Schema, schema.Block.Version is > 0 and <= HeaderLayout.MaximumCommit ? schema.Block.Version : FirstVersion);

    private bool IsOfHeader(ImageSchema schema) => schema.Schema.Fingerprint == _fingerprint;

    private bool IsChecked(ImageSchema named) => store.HasChecksums && named.Block.ReadAll(store.Image) is { } bytes && store.ChecksumProblem(_word, bytes) is null;

    private void NoteFound(ImageSchema schema) =>
        changes.Note(StoreArea.Schema, _word, null, $"the schema {schema.Schema.StoreName} was found without its slot, at version {schema.Block.Version}");

    private SavedStore Take(StoreSchema program)
    {
        int room = SchemaSlot.KeyCapacity(store.Areas);
        if (program.Keys.Count > room)
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{store.Image.Path}' cannot be repaired by the schema that was given: that has {program.Keys.Count} keys, and the store room for {room}.");
        var saved = new SavedStore(program, FirstVersion);
        if (program.Fingerprint == _fingerprint)
        {
            changes.Note(StoreArea.Schema, _word, null, $"the schema {program.StoreName} was lost; the one that was given has its fingerprint");
            return saved;
        }

        string what = $"{Fingerprints("the schema that was given", program)}: it may not be that of the values";
        changes.Damage(StoreArea.Schema, _word, null, $"the schema was lost; {what}");
        return saved with { Doubt = what };
    }

    private string Fingerprints(string which, StoreSchema schema) => $"{which} has the fingerprint 0x{schema.Fingerprint:X16}, and the header 0x{_fingerprint:X16}";

    private SavedStore Doubt(ImageSchema schema)
    {
        string what = Fingerprints("the schema", schema.Schema);
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
        new(StoreFormatReason.Corrupt, $"'{store.Image.Path}' cannot be repaired: no schema was found in it, and without one nothing else has a meaning. If you have the program, give its schema ({nameof(RepairOptions)}.{nameof(RepairOptions.Schema)}).");
}
