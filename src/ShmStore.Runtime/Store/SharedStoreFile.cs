using ShmStore.Store.Attaching;

namespace ShmStore;

/// <summary>What can be done with the file of a store without knowing its schema.</summary>
public static class SharedStoreFile
{
    /// <summary>Deletes a store and the small files beside it. Readers that are attached keep reading what they have.</summary>
    /// <param name="path">A path, or a bare name in shared memory.</param>
    /// <returns>False when there is no such store.</returns>
    /// <exception cref="WriterActiveException">The store has a writer.</exception>
    /// <exception cref="StoreFormatException">The file is not a store; it is left alone.</exception>
    /// <exception cref="UnauthorizedAccessException">Deleting it is not permitted.</exception>
    public static bool Delete(string path) => StoreOpener.Default.Delete(path);
}
