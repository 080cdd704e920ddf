using ShmStore.Memory;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Building;

/// <summary>Names that stores are given, and that others may have.</summary>
internal static class StoreName
{
    /// <summary>Gives a name to a store. If it is to replace the one that has the name, and somebody makes one meanwhile, that one is replaced.</summary>
    /// <param name="provider">Of the regions.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="overwrite">Whether a store that is there is replaced.</param>
    /// <param name="attempts">How often it is tried.</param>
    /// <param name="give">Gives the name: gets the store that has it, with its writer lock held, whose path is that of the file if the name is that of a link to it; null if nothing has the name, or nothing is to be replaced.</param>
    /// <exception cref="WriterActiveException">The store that is to be replaced has a writer.</exception>
    /// <exception cref="StoreFormatException">What is to be replaced is no store.</exception>
    /// <exception cref="IOException">There is something of that name.</exception>
    public static void Give(IRegionProvider provider, string path, bool overwrite, int attempts, Action<Region?> give)
    {
        for (int attempt = 1; ; attempt++)
        {
            using Region? replaced = overwrite ? LockExisting(provider, path) : null;
            try
            {
                give(replaced);
                return;
            }
            catch (RegionExistsException) when (overwrite && attempt < attempts)
            {
                // Somebody else has made it meanwhile: then that one is replaced.
            }
            catch (RegionExistsException exists)
            {
                throw RegionErrors.Exists(exists);
            }
        }
    }

    /// <summary>Takes the writer lock of a store that is to be replaced; null when there is nothing at the path.</summary>
    /// <exception cref="WriterActiveException">It has a writer.</exception>
    /// <exception cref="StoreFormatException">It is no store.</exception>
    public static Region? LockExisting(IRegionProvider provider, string path)
    {
        Region? held = null;
        try
        {
            held = StoreLock.Take(provider, path);
            RegionAreas.Read(held);
            return held;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }
}
