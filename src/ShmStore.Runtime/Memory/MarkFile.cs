using System.IO.MemoryMappedFiles;
using ShmStore.Memory.Portable;

namespace ShmStore.Memory;

/// <summary>
/// The small file beside a region in which those who find entries of maps with bounds leave marks. The writer makes it, mode 0600, and makes it anew in each of its lives: what it holds is of no use without the writer that reads it.
/// </summary>
/// <remarks>Layout: magic at 0, from 65536 on areas of marks, each at a multiple of 65536; the roots of the maps say where.</remarks>
internal sealed unsafe class MarkFile : IDisposable
{
    /// <summary>Appended to the path of the region.</summary>
    public const string Suffix = ".used";

    private readonly FileStream _file;
    private long _end = Alignment;

    private MarkFile(FileStream file) => _file = file;

    /// <summary>Areas begin at multiples of this, so that every page size can map them.</summary>
    private static long Alignment => 64 * 1024;

    private static ReadOnlySpan<byte> Magic => "ShmUsed1"u8;

    /// <summary>Adds marks to the file of a region, which is made when there is none yet. Null if that is not permitted.</summary>
    /// <param name="file">The file; null for none yet.</param>
    /// <param name="regionPath">Absolute path of the region, whose writer lock the caller holds.</param>
    /// <param name="length">Bytes; a power of two.</param>
    /// <param name="offset">Where they are.</param>
    public static UseMarks? TryAdd(ref MarkFile? file, string regionPath, long length, out long offset)
    {
        offset = 0;
        file ??= TryCreate(regionPath);
        return file?.TryAdd(length, out offset);
    }

    /// <summary>Maps marks of a region's file. Null if there are none there, or writing them is not permitted.</summary>
    /// <param name="regionPath">Absolute path of the region.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">Bytes; a power of two.</param>
    public static UseMarks? TryOpen(string regionPath, long offset, long length)
    {
        string path = regionPath + Suffix;
        try
        {
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null } || offset < Alignment || offset % Alignment != 0)
                return null;
            using FileStream file = PrivateFile.OpenExisting(path, FileAccess.ReadWrite);
            return IsMarkFile(file) && offset <= RandomAccess.GetLength(file.SafeFileHandle) - length ? Map(file, offset, length) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            return null;
        }
    }

    /// <summary>Makes an area of marks, backed by real space. Null if there is no room for it.</summary>
    /// <param name="length">Bytes; a power of two.</param>
    /// <param name="offset">Where it begins.</param>
    public UseMarks? TryAdd(long length, out long offset)
    {
        offset = _end;
        try
        {
            long end = _end + Math.Max(length, Alignment);
            PrivateFile.Extend(_file, end);
            UseMarks marks = Map(_file, offset, length);
            _end = end;
            return marks;
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Closes the file; what is mapped stays.</summary>
    public void Dispose() => _file.Dispose();

    private static UseMarks Map(FileStream file, long offset, long length)
    {
        using var mapping = MemoryMappedFile.CreateFromFile(file.SafeFileHandle, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        var view = new View(mapping, offset, length, MemoryMappedFileAccess.ReadWrite);
        return new UseMarks(view.Start, length, view);
    }

    /// <summary>Makes the file of a region, in place of the last one. Null if that is not permitted, or if what has its name is something else: then nobody leaves marks.</summary>
    /// <param name="regionPath">Absolute path of the region, whose writer lock the caller holds.</param>
    private static MarkFile? TryCreate(string regionPath)
    {
        string path = regionPath + Suffix;
        FileStream? file = null;
        try
        {
            if (Path.Exists(path))
            {
                if (!IsMarkFile(path))
                    return null;
                File.Delete(path);
            }

            file = new FileStream(path, PrivateFile.Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            file.Write(Magic);
            return new MarkFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SharedStoreException)
        {
            file?.Dispose();
            return null;
        }
    }

    // An empty one is what a writer left that died while it made it.
    private static bool IsMarkFile(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: 0, LinkTarget: null } info && (info.Attributes & (FileAttributes.Directory | FileAttributes.Device)) == 0)
            return true;
        using FileStream file = PrivateFile.OpenExisting(path, FileAccess.Read);
        return IsMarkFile(file);
    }

    private static bool IsMarkFile(FileStream file)
    {
        Span<byte> start = stackalloc byte[Magic.Length];
        return RandomAccess.Read(file.SafeFileHandle, start, 0) == start.Length && start.SequenceEqual(Magic);
    }
}
