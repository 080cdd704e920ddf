namespace ShmStore.Benchmarks.Samples;

/// <summary>A folder of its own, in memory where the system offers that, that is removed with what is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder of files in memory.</summary>
    public const string Memory = "/dev/shm";

    /// <summary>Creates it.</summary>
    public TemporaryFolder()
    {
        Directory.CreateDirectory(Path);
        Leftovers.Note(this, Remove);
    }

    /// <summary>Its full path.</summary>
    public string Path { get; } = System.IO.Path.Combine(
        Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath(), $"benchmark-{Environment.ProcessId}-{System.IO.Path.GetRandomFileName()}");

    /// <inheritdoc/>
    public void Dispose()
    {
        Leftovers.Forget(this);
        Remove();
    }

    private void Remove() => Directory.Delete(Path, recursive: true);
}
