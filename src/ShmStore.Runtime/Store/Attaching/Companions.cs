using Microsoft.Win32.SafeHandles;
using ShmStore.Memory;

namespace ShmStore.Store.Attaching;

/// <summary>The small files beside a store.</summary>
internal static class Companions
{
    /// <summary>Deletes those that are a store's own.</summary>
    /// <param name="provider">Knows them.</param>
    /// <param name="path">Absolute path of the store.</param>
    public static void Delete(IRegionProvider provider, string path)
    {
        foreach ((string companion, byte[] magic) in provider.CompanionsOf(path))
            Delete(provider, companion, magic);
    }

    // One whose name is too long for the file system cannot be there, and deleting it would be an error. In a folder of everybody's it may be somebody else's: no store uses that. What begins otherwise is another
    // store, or a file that has nothing to do with stores.
    private static void Delete(IRegionProvider provider, string path, byte[] magic)
    {
        try
        {
            if (File.Exists(path) && new FileInfo(path).LinkTarget is null && BeginsWith(provider, path, magic))
            {
                File.Delete(path);
            }
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or FileNotFoundException or StoreFormatException)
        {
            // Somebody else's, gone meanwhile, or empty.
        }
    }

    private static bool BeginsWith(IRegionProvider provider, string path, byte[] magic)
    {
        using SafeFileHandle file = provider.OpenFile(path);
        byte[] start = new byte[magic.Length];
        return RandomAccess.Read(file, start, 0) == start.Length && start.AsSpan().SequenceEqual(magic);
    }
}
