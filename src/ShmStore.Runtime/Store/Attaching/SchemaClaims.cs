using System.Text;
using ShmStore.Layout;
using ShmStore.Memory;
using ShmStore.Store.Schema;

namespace ShmStore.Store.Attaching;

/// <summary>
/// Keeps a store from being extended by other keys or members than those that an attached reader expects there. A reader looks at no schema when it reads: it would take the bytes of one for those of the other.
/// </summary>
/// <remarks>
/// A reader whose schema is longer than the store's shares, for each part that it has more, the byte that stands for the part's content in the range of the part's place. A writer reserves the rest of the range of each
/// part that it is about to append, which fails if a reader expects something else; and a reader that finds a byte reserved waits until the writer is done, and compares anew. The kernel releases what a dead process had.
/// Two contents of one byte are one in four billion.
/// </remarks>
internal static class SchemaClaims
{
    /// <summary>Most parts that a reader claims. The kernel compares each lock of a file with all others: so many take a second, and ten times as many two minutes.</summary>
    public const int MostClaims = 8192;

    private const int ShareAttempts = 5000;
    private const string Advice = "Programs of one schema can use the store together: end those that were built from another one, which read or contribute, or give this program's schema what theirs has.";

    // A process that is being started holds a copy of the locks of the one that starts it.
    private const int ReserveAttempts = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Compares a reader's schema with the store's, and claims what it has more as long as it is attached.</summary>
    /// <exception cref="SchemaMismatchException">They cannot be used together, or not before a writer has extended the store's: the reader's has too much more.</exception>
    /// <exception cref="SharedStoreException">The store has room for fewer keys than the schema has; or a writer was extending its schema all the time.</exception>
    public static void Claim(Region region, RegionAreas areas, StoreSchema schema)
    {
        for (int attempt = 0; attempt < ShareAttempts; attempt++)
        {
            if (SchemaSlot.Compare(region, areas, SchemaSlot.Read(region, areas), schema) is not { } extension)
                return;
            if (extension.Appended.Count > MostClaims)
                throw TooMany(region, schema);
            if (extension.Appended.All(part => region.TryShare(PlaceOf(part) + ContentOf(part))))
            {
                // It may have been extended before the first byte was shared, but not since the last one was.
                if (SchemaSlot.Read(region, areas).Fingerprint == extension.Fingerprint)
                    return;
            }
            else
            {
                Thread.Sleep(Pause);
            }

            region.ReleaseClaims();
        }

        throw new SharedStoreException($"Cannot attach to '{region.Path}': its schema was being extended all the time.");
    }

    /// <summary>Keeps readers with other appended parts out until the result is disposed, by when the store's schema has these.</summary>
    /// <exception cref="SchemaMismatchException">One is attached; nothing is reserved.</exception>
    public static Reservation Reserve(Region region, IReadOnlyList<AppendedPart> appended)
    {
        for (int attempt = 1; ; attempt++)
        {
            SchemaDifference[] claimed = appended.Count > MostClaims ? ReserveAll(region, appended[0]) : ReserveEach(region, appended);
            if (claimed.Length == 0)
                return new Reservation(region);
            region.ReleaseClaims();
            if (attempt == ReserveAttempts)
            {
                throw SchemaSlot.Mismatch(
                    $"The schema of '{region.Path}' cannot be extended, because a reader or contributor is attached that expects something else in the same place", claimed, Advice);
            }

            Thread.Sleep(Pause);
        }
    }

    // Parts whose places have the same range keep the bytes of all of them free.
    private static SchemaDifference[] ReserveEach(Region region, IReadOnlyList<AppendedPart> appended) =>
    [
        .. appended.GroupBy(PlaceOf).Where(place => !TryReserve(region, place.Key, place.Select(ContentOf)))
            .Select(static place => Claimed(place.First().Path, "appended by this program, where a program that is attached has appended something else")),
    ];

    // Whoever claims anything is in the way: a reader of the same schema claims more than it may, and is not attached.
    private static SchemaDifference[] ReserveAll(Region region, AppendedPart first) => region.TryReserve(ClaimLayout.FirstLock, ClaimLayout.Length)
        ? []
        : [Claimed(first.Path, $"appended by this program with {MostClaims} other parts or more, which is possible only while nobody is attached who has appended anything")];

    private static bool TryReserve(Region region, long place, IEnumerable<long> contents)
    {
        long next = 0;
        foreach (long content in contents.Distinct().Order())
        {
            if (!region.TryReserve(place + next, content - next))
                return false;
            next = content + 1;
        }

        return region.TryReserve(place + next, ClaimLayout.Range - next);
    }

    private static SchemaMismatchException TooMany(Region region, StoreSchema schema) => SchemaSlot.Mismatch(
        $"'{region.Path}' has a schema that {schema.StoreName} has appended to, in more parts than who reads or contributes can claim",
        [Claimed(schema.StoreName, $"more than {MostClaims} keys, fields and known types, with those of the types in them, are in the program and not in the store")],
        "Let a writer of the program's schema attach first: it extends that of the store.");

    private static SchemaDifference Claimed(string path, string detail) => new(SchemaDifferenceKind.Claimed, path, detail);

    private static long PlaceOf(AppendedPart part) => ClaimLayout.PlaceAt(HashOf(part.Place));

    private static long ContentOf(AppendedPart part) => ClaimLayout.ContentAt(HashOf(part.Content));

    private static ulong HashOf(string text) => Fnv1a.Hash(Encoding.UTF8.GetBytes(text));

    /// <summary>What a writer has reserved.</summary>
    public readonly struct Reservation(Region region) : IDisposable
    {
        /// <summary>Lets readers in again.</summary>
        public void Dispose() => region.ReleaseClaims();
    }
}
