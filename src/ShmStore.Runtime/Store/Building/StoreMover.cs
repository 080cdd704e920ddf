using ShmStore.Memory;
using ShmStore.Store.Attaching;

namespace ShmStore.Store.Building;

/// <summary>Gives a store another name, with the locks of all who could write it or what has that name.</summary>
internal sealed class StoreMover(IRegionProvider provider)
{
    private const int NameAttempts = 100;

    /// <summary>Moves a store.</summary>
    /// <param name="source">Absolute path of the store.</param>
    /// <param name="destination">Absolute path in the same file system.</param>
    /// <param name="overwrite">Whether it takes the place of a store that is there.</param>
    /// <exception cref="FileNotFoundException">There is no store at the source.</exception>
    /// <exception cref="WriterActiveException">One of both has a writer.</exception>
    /// <exception cref="StoreFormatException">What is at one of the paths is no store.</exception>
    /// <exception cref="IOException">There is something at the destination, or the file system refuses.</exception>
    public void Move(string source, string destination, bool overwrite)
    {
        using Region moved = StoreLock.Take(provider, source);
        RegionAreas.Read(moved);
        if (moved.Path == RegionPath.Resolve(destination) || moved.IsAt(destination))
            throw new IOException($"'{source}' and '{destination}' are the same file.");

        if (!overwrite && Path.Exists(destination))
            throw RegionErrors.Exists(new RegionExistsException(destination));

        // Otherwise the name could be on the disk before what it stands for.
        moved.Flush();
        string path = destination;
        StoreName.Give(provider, destination, overwrite, NameAttempts, replaced =>
        {
            // Somebody may have put another there by hand: that file, and its writer, are not those whose lock is held.
            moved.ThrowIfReplaced();
            replaced?.ThrowIfReplaced();

            // Before: once the old name is free, somebody else may make a store of it.
            Companions.Delete(provider, moved.Path!);

            // What is replaced is the file, if the path is that of a link to it.
            path = replaced?.Path ?? destination;
            provider.Rename(moved.Path!, path, overwrite: replaced is not null);
        });
        provider.FlushFolder(path);
        provider.FlushFolder(moved.Path!);
    }
}
