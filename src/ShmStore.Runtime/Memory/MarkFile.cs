using System.IO.MemoryMappedFiles;
using ShmStore.Memory.Portable;

namespace ShmStore.Memory;

/// <summary>
/// The small file beside a region in which those who find entries of maps with bounds leave marks. The first writer that wants some makes it, mode 0600. It has an area of marks for each such map; a map that wants more of them gets another area behind those of the
/// other maps.
/// </summary>
/// <remarks>Layout: magic at 0, from 65536 on areas of marks, each at a multiple of 65536; the roots of the maps say where.</remarks>
internal static unsafe class MarkFile
{
    /// <summary>Appended to the path of the region.</summary>
    public const string Suffix = ".used";

    // Areas begin at multiples of this, so that every page size can map them.
    private const long Alignment = 64 * 1024;

    // If somebody has deleted the file, marks of others may be missing at its end; that there are more than so many is not believed.
    private const long MostSkipped = 64L << 20;

    private static ReadOnlySpan<byte> Magic => "ShmUsed1"u8;

    /// <summary>Adds marks, backed by real space, to the file of a region, which is made when there is none yet. Null if that is not permitted, if what has its name is something else, or if there is no room: then nobody leaves marks.</summary>
    /// <param name="regionPath">Absolute path of the region. The caller is the one who may write it now.</param>
    /// <param name="from">Where the marks end that others have.</param>
    /// <param name="length">How many; a power of two.</param>
    /// <param name="offset">Where they are.</param>
    public static UseMarks? TryAdd(string regionPath, long from, long length, out long offset)
    {
        offset = 0;
        try
        {
            using FileStream file = OpenOrCreate(regionPath + Suffix);
            if (!IsMarkFile(file))
                return null;
            long end = RandomAccess.GetLength(file.SafeFileHandle);
            offset = Math.Max(Math.Min(from, end + MostSkipped) + Alignment - 1, Alignment) & -Alignment;
            Extend(file, end, offset + UseMarks.BytesFor(length));
            return Map(file, offset, length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            return null;
        }
    }

    /// <summary>Maps marks of a region's file. Null if there are none there, or writing them is not permitted.</summary>
    /// <param name="regionPath">Absolute path of the region.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many; a power of two.</param>
    public static UseMarks? TryOpen(string regionPath, long offset, long length)
    {
        string path = regionPath + Suffix;
        try
        {
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null } || offset < Alignment || offset % Alignment != 0)
                return null;
            using FileStream file = PrivateFile.OpenExisting(path, FileAccess.ReadWrite);
            return IsMarkFile(file) && offset <= RandomAccess.GetLength(file.SafeFileHandle) - UseMarks.BytesFor(length) ? Map(file, offset, length) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            return null;
        }
    }

    // What there was no room for is not kept either.
    private static void Extend(FileStream file, long length, long needed)
    {
        try
        {
            PrivateFile.Extend(file, needed);
        }
        catch (IOException)
        {
            file.SetLength(length);
            throw;
        }
    }

    private static UseMarks Map(FileStream file, long offset, long length)
    {
        using var mapping = MemoryMappedFile.CreateFromFile(file.SafeFileHandle, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        var view = new View(mapping, offset, UseMarks.BytesFor(length), MemoryMappedFileAccess.ReadWrite);
        return new UseMarks(view.Start, length, view);
    }

    private static FileStream OpenOrCreate(string path)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null)
            throw RegionErrors.NotAFile(path, "a link");
        bool isOrdinary = (info.Attributes & (FileAttributes.Directory | FileAttributes.Device)) == 0;
        if (info.Exists && !(info.Length == 0 && isOrdinary))
            return PrivateFile.OpenExisting(path, FileAccess.ReadWrite);

        // An empty one is what a writer left that died while it made it.
        if (info.Exists)
            File.Delete(path);
        var file = new FileStream(path, PrivateFile.Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
        file.Write(Magic);
        return file;
    }

    private static bool IsMarkFile(FileStream file)
    {
        Span<byte> start = stackalloc byte[Magic.Length];
        return RandomAccess.Read(file.SafeFileHandle, start, 0) == start.Length && start.SequenceEqual(Magic);
    }
}
