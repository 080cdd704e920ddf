namespace ShmStore.TestHost.Samples;

/// <summary>What is done with files of stores, without a token: nothing here takes long.</summary>
public static class StoreFiles
{
    /// <inheritdoc cref="SharedStoreFile.Verify"/>
    public static StoreReport Verify(string path, VerifyOptions? options = null) => SharedStoreFile.Verify(path, options);

    /// <inheritdoc cref="SharedStoreFile.Repair"/>
    public static RepairReport Repair(string path, RepairOptions? options = null) => SharedStoreFile.Repair(path, options);

    /// <inheritdoc cref="SharedStoreFile.Delete"/>
    public static bool Delete(string path) => SharedStoreFile.Delete(path);

    /// <inheritdoc cref="SharedStore.Backup"/>
    public static void BackUp(this SharedStore store, string path, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(store);
        store.Backup(path, overwrite);
    }
}
