namespace ShmStore.Benchmarks.Samples;

/// <summary>A name for a store's file that no other run uses, and its removal.</summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>The name, in the default folder of stores.</summary>
    public string Name { get; } = $"benchmark-{Environment.ProcessId}-{Guid.NewGuid():N}.shm";

    /// <inheritdoc/>
    public void Dispose() => SharedStoreFile.Delete(Name);
}
