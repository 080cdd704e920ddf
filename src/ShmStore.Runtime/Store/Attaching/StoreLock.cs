using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>Takes the writer lock of a store without becoming its writer: for those who delete, replace or repair it.</summary>
internal static class StoreLock
{
    /// <summary>Takes the lock of the file at a path, whatever is in it.</summary>
    /// <returns>The file, whose lock is held until it is disposed. No more of its address space is reserved than it is long.</returns>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="WriterActiveException">It has a writer.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    public static Region Take(IRegionProvider provider, string path)
    {
        try
        {
            return provider.Open(path, RegionAccess.Write, 1);
        }
        catch (RegionLockedException locked)
        {
            throw WriterRecord.Describe(provider, path, locked);
        }
    }
}
