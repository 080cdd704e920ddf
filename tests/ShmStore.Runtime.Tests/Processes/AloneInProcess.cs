namespace ShmStore.Tests.Processes;

/// <summary>Tests that measure the whole process, its threads or its memory: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(AloneInProcess), DisableParallelization = true)]
public sealed class AloneInProcess;
