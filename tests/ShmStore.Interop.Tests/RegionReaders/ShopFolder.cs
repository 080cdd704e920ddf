namespace ShmStore.Interop.Tests.RegionReaders;

/// <summary>A folder for the stores of one test, removed with all that is in it.</summary>
internal sealed class ShopFolder : IDisposable
{
    private readonly string _path = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"shmstore-test-{Guid.NewGuid():N}")).FullName;

    // One writer and several, with checksums and without.
    private static readonly (WriterMode Writers, bool Checksums)[] Modes =
        [(WriterMode.Exclusive, false), (WriterMode.Exclusive, true), (WriterMode.Several, false), (WriterMode.Several, true)];

    /// <summary>Path of a file in it.</summary>
    public string File(string name) => Path.Combine(_path, name);

    /// <summary>Makes a store in each mode.</summary>
    /// <param name="write">Writes it, told its path.</param>
    /// <param name="maximum">Bytes that each may grow to.</param>
    /// <returns>Their paths.</returns>
    public string[] MakeInAllModes(Action<Shop.Writer, string> write, long maximum = 64 << 20)
    {
        return [.. Modes.Select(Make)];

        string Make((WriterMode Writers, bool Checksums) mode)
        {
            string path = File($"{mode.Writers}{(mode.Checksums ? "WithChecksums" : "")}");
            using var shop = Shop.CreateWriter(path, new StoreOptions { Writers = mode.Writers, Checksums = mode.Checksums, MaximumSize = maximum });
            write(shop, path);
            return path;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);
}
