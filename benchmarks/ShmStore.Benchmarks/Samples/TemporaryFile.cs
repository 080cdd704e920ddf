namespace ShmStore.Benchmarks.Samples;

/// <summary>A name for a store's file that no other run uses, and its removal.</summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <summary>Notes that the file, if it is ever made, must not stay.</summary>
    public TemporaryFile() => Leftovers.Note(this, RemoveWithoutAsking);

    /// <summary>The name, in the default folder of stores.</summary>
    public string Name { get; } = $"benchmark-{Environment.ProcessId}-{Guid.NewGuid():N}.shm";

    /// <inheritdoc/>
    public void Dispose()
    {
        Leftovers.Forget(this);
        SharedStoreFile.Delete(Name);
    }

    // Its writer still has it.
    private void RemoveWithoutAsking()
    {
        if (!Directory.Exists(TemporaryFolder.Memory))
            return;
        foreach (string file in Directory.EnumerateFiles(TemporaryFolder.Memory, Name + "*"))
            File.Delete(file);
    }
}
