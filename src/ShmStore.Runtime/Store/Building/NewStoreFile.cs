using ShmStore.Memory;
using ShmStore.Memory.Portable;

namespace ShmStore.Store.Building;

/// <summary>Puts a newly built store at a path, whole or not at all.</summary>
internal static class NewStoreFile
{
    /// <summary>Builds a store where there is nothing.</summary>
    /// <param name="provider">Makes regions.</param>
    /// <param name="path">Absolute path.</param>
    /// <param name="template">What the store has that is not in blocks.</param>
    /// <param name="fill">Fills it.</param>
    /// <param name="check">Looks at the finished file before it has its name.</param>
    /// <exception cref="IOException">There is something at the path, or the file system refuses.</exception>
    public static void Create(IRegionProvider provider, string path, StoreTemplate template, Action<StoreBuilder> fill, Action<string>? check = null)
    {
        if (check is null)
        {
            StoreBuilder.Build(provider, path, template, fill).Dispose();
            return;
        }

        if (Path.Exists(path))
            throw new RegionExistsException(path);
        BuildBeside(provider, path, template, fill, temporary =>
        {
            check(temporary);
            provider.Rename(temporary, path);
        });
    }

    /// <summary>Builds a store beside one, and lets it take the other's name, by one step of the file system.</summary>
    /// <param name="provider">Makes regions.</param>
    /// <param name="replaced">The file to be replaced, with its writer lock held.</param>
    /// <param name="path">Absolute path of the file to be replaced, not of a symbolic link.</param>
    /// <param name="template">What the store has that is not in blocks.</param>
    /// <param name="fill">Fills it.</param>
    /// <param name="finish">Looks at the finished file before it takes the name.</param>
    /// <param name="kept">Where the replaced file stays; null to give it up.</param>
    /// <exception cref="IOException">Somebody else has put another file in its place meanwhile, or the file system refuses. If it refuses to flush the folder, the file has been replaced, and a power failure may undo that.</exception>
    public static void Replace(IRegionProvider provider, Region replaced, string path, StoreTemplate template, Action<StoreBuilder> fill, Action<string>? finish = null, string? kept = null)
    {
        DeleteAbandoned(provider, replaced, path);
        BuildBeside(provider, path, template, fill, temporary =>
        {
            finish?.Invoke(temporary);

            // Somebody may have restored it by hand: that file, and its writer, are not those whose lock is held.
            replaced.ThrowIfReplaced();
            if (kept is null)
                File.Move(temporary, path, overwrite: true);
            else
                ReplaceAndKeep(replaced, temporary, path, kept);
        });
    }

    // Under another name, of which nothing is left, until it is given its own.
    private static void BuildBeside(IRegionProvider provider, string path, StoreTemplate template, Action<StoreBuilder> fill, Action<string> giveName)
    {
        string temporary = NameBeside.For(path);
        try
        {
            using Region built = StoreBuilder.Build(provider, temporary, template, fill);
            giveName(temporary);
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

    // The old file gets its second name first. If the other step fails, that is one name too many.
    private static void ReplaceAndKeep(Region replaced, string temporary, string path, string kept)
    {
        try
        {
            File.Replace(temporary, path, kept);
        }
        catch
        {
            if (!replaced.IsReplaced)
                File.Delete(kept);
            throw;
        }
    }

    /// <summary>Deletes what was left beside a store by those who were killed while they replaced it. The caller holds its writer lock, so nobody else is replacing it.</summary>
    private static void DeleteAbandoned(IRegionProvider provider, Region replaced, string path)
    {
        foreach (string name in NameBeside.Damaged(path).Where(replaced.IsAt))
            File.Delete(name);
        foreach (string file in NameBeside.Beside(path))
        {
            try
            {
                // Whoever is making a file has its lock.
                using Region abandoned = provider.Open(file, RegionAccess.Write, 1);
                File.Delete(file);
                File.Delete(file + WriterLock.Suffix);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SharedStoreException)
            {
                // Somebody's after all.
            }
        }
    }
}
