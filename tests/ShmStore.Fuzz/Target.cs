namespace ShmStore.Fuzz;

/// <summary>Something that takes bytes from anywhere: what it does with them, and bytes to start from.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Run">Takes the bytes. Anything that it throws counts as a crash.</param>
/// <param name="Seeds">Makes inputs that reach different parts of it. Not called while fuzzing: instrumented code must not run before a run has begun.</param>
internal sealed record Target(string Name, Action<byte[]> Run, Func<IEnumerable<byte[]>> Seeds);
