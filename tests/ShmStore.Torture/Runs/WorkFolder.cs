namespace ShmStore.Torture.Runs;

/// <summary>Folders for stores, in shared memory where there is such a file system.</summary>
internal static class WorkFolder
{
    /// <summary>Makes a new one.</summary>
    public static string Make()
    {
        string root = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        return Directory.CreateDirectory(Path.Combine(root, "shmstore-torture-" + Guid.NewGuid().ToString("N"))).FullName;
    }

    /// <summary>Deletes one with all that is in it.</summary>
    public static void Delete(string folder) => Directory.Delete(folder, recursive: true);
}
