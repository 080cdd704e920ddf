namespace ShmStore.Generated.Tests;

/// <summary>A path for a store, whose files are gone afterwards.</summary>
internal sealed class TestFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shmstore");

    public string Path => System.IO.Path.Combine(_folder.FullName, "store");

    public void Dispose() => _folder.Delete(recursive: true);
}
