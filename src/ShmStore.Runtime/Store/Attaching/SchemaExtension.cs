using ShmStore.Store.Schema;

namespace ShmStore.Store.Attaching;

/// <summary>What a program's schema has more than the store's.</summary>
/// <param name="Appended">The parts, as they become parts of the store's schema: what the store's types have more than the program's is among them where the program uses these anew. Of more than <see cref="SchemaClaims.MostClaims"/>, one more than that.</param>
/// <param name="Fingerprint">Fingerprint of the store's schema as it was.</param>
/// <param name="Schema">The schema of the store with them.</param>
internal sealed record SchemaExtension(IReadOnlyList<AppendedPart> Appended, ulong Fingerprint, StoreSchema Schema);
