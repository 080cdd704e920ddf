using ShmStore.Store.Schema;

namespace ShmStore.Store.Attaching;

/// <summary>What a program's schema has more than the store's.</summary>
/// <param name="Appended">The parts.</param>
/// <param name="Fingerprint">Fingerprint of the store's schema as it was.</param>
/// <param name="Document">The schema of the store with them.</param>
internal sealed record SchemaExtension(IReadOnlyList<AppendedPart> Appended, ulong Fingerprint, byte[] Document);
