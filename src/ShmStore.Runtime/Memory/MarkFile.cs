using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory;

/// <summary>
/// The small file beside a region in which those who find entries of maps with bounds leave marks. The first writer that wants some makes it, for those who may write the region where the system can tell who they are, and otherwise for its user alone. It has an area of marks for each such map; a map that wants more of them gets another area behind those of the
/// other maps.
/// </summary>
/// <remarks>Layout: magic at 0, from 65536 on areas of marks, each at a multiple of 65536; the roots of the maps say where.</remarks>
internal static class MarkFile
{
    /// <summary>Appended to the path of the region.</summary>
    public const string Suffix = ".used";

    // Areas begin at multiples of this, so that every page size can map them.
    private const long Alignment = 64 * 1024;

    // If somebody has deleted the file, marks of others may be missing at its end; that there are more than so many is not believed.
    private const long MostSkipped = 64L << 20;

    /// <summary>What the file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "ShmUsed1"u8;

    /// <summary>Adds marks, backed by real space, to the file of a region, which is made when there is none yet. Null if that is not permitted, if what has its name is something else, or if there is no room: then nobody leaves marks.</summary>
    /// <param name="storage">How.</param>
    /// <param name="regionPath">Absolute path of the region. The caller is the one who may write it now.</param>
    /// <param name="from">Where the marks end that others have.</param>
    /// <param name="length">How many; a power of two.</param>
    /// <param name="offset">Where they are.</param>
    public static UseMarks? TryAdd(IMarkStorage storage, string regionPath, long from, long length, out long offset)
    {
        offset = 0;
        string path = regionPath + Suffix;
        try
        {
            using SafeFileHandle? file = storage.TryOpen(path, regionPath, create: true);
            if (file is null || !IsMarkFile(file))
                return null;
            long end = RandomAccess.GetLength(file);
            offset = Math.Max(Math.Min(from, end + MostSkipped) + Alignment - 1, Alignment) & -Alignment;
            Extend(storage, file, path, end, offset + UseMarks.BytesFor(length));
            return storage.Map(file, offset, length);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return null;
        }
    }

    /// <summary>Maps marks of a region's file. Null if there are none there, or writing them is not permitted.</summary>
    /// <param name="storage">How.</param>
    /// <param name="regionPath">Absolute path of the region.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="length">How many; a power of two.</param>
    public static UseMarks? TryOpen(IMarkStorage storage, string regionPath, long offset, long length)
    {
        if (offset < Alignment || offset % Alignment != 0)
            return null;
        try
        {
            using SafeFileHandle? file = storage.TryOpen(regionPath + Suffix, regionPath, create: false);
            return file is not null && IsMarkFile(file) && offset <= RandomAccess.GetLength(file) - UseMarks.BytesFor(length) ? storage.Map(file, offset, length) : null;
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            return null;
        }
    }

    // What there was no room for is not kept either.
    private static void Extend(IMarkStorage storage, SafeFileHandle file, string path, long present, long length)
    {
        try
        {
            storage.Extend(file, path, length);
        }
        catch (Exception exception) when (IsExpected(exception))
        {
            RandomAccess.SetLength(file, present);
            throw;
        }
    }

    private static bool IsExpected(Exception exception) => exception is IOException or UnauthorizedAccessException or SharedStoreException;

    private static bool IsMarkFile(SafeFileHandle file)
    {
        Span<byte> start = stackalloc byte[Magic.Length];
        return RandomAccess.Read(file, start, 0) == start.Length && start.SequenceEqual(Magic);
    }
}
