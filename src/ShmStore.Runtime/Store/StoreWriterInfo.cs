namespace ShmStore;

/// <summary>Who has a store open to write, as <see cref="SharedStore.GetWriters"/> tells it.</summary>
/// <param name="ProcessId">
/// The process id that it has noted in the store; null as long as it has not, as one that is just attaching or that makes, deletes or replaces the file, and when that is the id of another namespace than this
/// process's (of another container, on Linux). For people who look for it: anybody who writes to the store can have put any number there.
/// </param>
/// <param name="Since">When it attached (UTC), by the clock of its machine; null as long as it has not noted it.</param>
/// <param name="HasTurn">
/// Whether it is its turn just now (<see cref="WriterMode.Several"/>): it is in a commit or a single write, and the others wait for it. Always true of who keeps all others out.
/// </param>
public sealed record StoreWriterInfo(int? ProcessId, DateTimeOffset? Since, bool HasTurn);
