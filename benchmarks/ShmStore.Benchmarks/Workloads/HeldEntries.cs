using ShmStore.Benchmarks.Samples;

namespace ShmStore.Benchmarks.Workloads;

/// <summary>Handles that are held: a writer, and the entries that are read.</summary>
/// <param name="Writer">Writes what is read.</param>
/// <param name="Account">An immutable object.</param>
/// <param name="Mutable">A mutable one.</param>
internal sealed record HeldEntries(BenchmarkStore.Writer Writer, SharedEntry<Account> Account, SharedEntry<MutableAccount> Mutable);
