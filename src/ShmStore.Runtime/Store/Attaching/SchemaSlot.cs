using ShmStore.Bson;
using ShmStore.Heap;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Reading;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Attaching;

/// <summary>The schema a store carries in its first slot, and whether a program's schema can be used with it.</summary>
internal static class SchemaSlot
{
    private const string Name = "schema";
    private const string Advice = "Put new keys, and new members that are not required, behind those that were there; for any other change make a new store.";

    /// <summary>How many keys a region has room for: each has a slot and an atomic word, whatever its kind.</summary>
    public static int KeyCapacity(RegionAreas areas) => Math.Min(areas.SlotCapacity - SlotLayout.FirstKeySlot, areas.AtomicCapacity);

    /// <summary>Reads the schema of the store by the read protocol: a writer may be extending it.</summary>
    /// <exception cref="StoreFormatException">There is none, it is damaged, or it has more keys than the region has room for.</exception>
    public static unsafe StoreSchema Read(Region region, RegionAreas areas)
    {
        var slot = new SlotReader(
            region, (long*)(region.Origin + areas.SlotAt(SlotLayout.SchemaSlot)), $"{region.Path}: {Name}", new ReadCounters(), OpenOptions.DefaultMaximumReadAttempts);
        var copy = default(CopyReader);
        if (slot.TryRead<CopyReader, byte[]>(ref copy, out byte[] document, out _) == ReadStatus.NoValue)
        {
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: it carries no schema.");
        }

        try
        {
            var schema = new StoreSchema(document);
            int room = KeyCapacity(areas);
            return schema.Keys.Count <= room
                ? schema
                : throw new StoreFormatException(
                    StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: it has room for {room} keys, and its schema has {schema.Keys.Count}.");
        }
        catch (BsonFormatException malformed)
        {
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{region.Path}' is damaged: its schema is malformed. {malformed.Message}", malformed);
        }
    }

    /// <summary>Notes the fingerprint of the store's schema where a writer has not that died when it had extended the schema. In the writer's turn, or alone.</summary>
    public static void NoteFingerprint(Region region, StoreSchema schema)
    {
        ref ulong noted = ref new RegionHeader(region).At<ulong>(HeaderLayout.FingerprintOffset);

        // Seldom: the page of the header is not to be written for nothing.
        if (noted != schema.Fingerprint)
        {
            noted = schema.Fingerprint;
        }
    }

    /// <summary>Compares the program's schema with the store's.</summary>
    /// <param name="region">The store.</param>
    /// <param name="areas">Where its parts are.</param>
    /// <param name="store">The schema that was read from it.</param>
    /// <param name="program">What the program was compiled with.</param>
    /// <returns>What the program has appended, and the schema of the store with it; null when there is nothing.</returns>
    /// <exception cref="SchemaMismatchException">They cannot be used together.</exception>
    /// <exception cref="SharedStoreException">The store has room for fewer keys than the program's schema has: it can never have them.</exception>
    public static SchemaExtension? Compare(Region region, RegionAreas areas, StoreSchema store, StoreSchema program)
    {
        if (store.Document.SequenceEqual(program.Document))
        {
            return null;
        }

        var comparer = SchemaComparer.Compare(program, store);
        if (comparer.Differences.Count > 0)
        {
            throw Mismatch($"'{region.Path}' was made from schema {store.StoreName} (0x{store.Fingerprint:X16}), which {program.StoreName} (0x{program.Fingerprint:X16}) cannot be used with", comparer.Differences, Advice);
        }

        int room = KeyCapacity(areas);
        if (program.Keys.Count > room)
        {
            throw new SharedStoreException($"'{region.Path}' has room for {room} keys, and {program.StoreName} has {program.Keys.Count}: create the store anew.");
        }

        if (comparer.Appended.Count == 0)
        {
            return null;
        }

        StoreSchema extended = SchemaMerger.Merge(program, store, comparer);
        return new SchemaExtension(AppendedParts.Between(store, extended, SchemaClaims.MostClaims + 1), store.Fingerprint, extended);
    }

    /// <summary>The error that lists differences.</summary>
    public static SchemaMismatchException Mismatch(string what, IReadOnlyList<SchemaDifference> differences, string advice)
    {
        string list = string.Join(Environment.NewLine, differences.Select(static difference => $"  {difference}"));
        return new SchemaMismatchException($"{what}:{Environment.NewLine}{list}{Environment.NewLine}{advice}", differences);
    }
}
