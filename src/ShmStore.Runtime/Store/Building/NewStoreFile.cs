using System.Globalization;
using System.Security.Cryptography;
using ShmStore.Memory;
using ShmStore.Memory.Portable;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Building;

/// <summary>Puts a newly built store at a path, whole or not at all.</summary>
internal static class NewStoreFile
{
    /// <summary>Builds a store where there is nothing.</summary>
    /// <exception cref="IOException">There is something at the path, or the file system refuses.</exception>
    public static void Create(IRegionProvider provider, string path, StoreTemplate template, Action<StoreBuilder> fill)
    {
        using Region built = StoreBuilder.Build(provider, path, template, fill);
    }

    /// <summary>Builds a store beside one whose writer lock the caller holds, and lets it take the other's name, by one step of the file system.</summary>
    /// <param name="provider">Makes regions.</param>
    /// <param name="path">Absolute path of the file to be replaced, not of a symbolic link.</param>
    /// <param name="template">What the store has that is not in blocks.</param>
    /// <param name="fill">Fills it.</param>
    /// <param name="check">Looks at the finished file before it takes the name.</param>
    public static void Replace(IRegionProvider provider, string path, StoreTemplate template, Action<StoreBuilder> fill, Action<string>? check = null)
    {
        string temporary = string.Create(CultureInfo.InvariantCulture, $"{path}.new-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        try
        {
            using Region built = StoreBuilder.Build(provider, temporary, template, fill);
            check?.Invoke(temporary);
            File.Move(temporary, path, overwrite: true);
            provider.FlushFolder(path);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        finally
        {
            // Nobody attaches to a store of this name any more.
            File.Delete(temporary + WriterLock.Suffix);
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
            held = provider.Open(path, RegionAccess.Write, 1);
            RegionAreas.Read(held);
            return held;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (RegionLockedException locked)
        {
            throw WriterRecord.Describe(provider, path, locked);
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }
}
