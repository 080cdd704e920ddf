using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ShmStore.Layout;
using ShmStore.Memory;

namespace ShmStore.Store.Inspection;

/// <summary>A store's file read by calls instead of a mapping: a page that is missing or unreadable is an answer, not a signal that ends the process. Not thread-safe.</summary>
internal sealed class StoreImage : IDisposable
{
    private const int PageLength = 4096;
    private const int Pages = 4096;

    // A sound file is read a few times over, one that is searched for what its indexes do not name some ten times. Each call counts as so many bytes at least, as it takes its time too.
    private const int MostReadings = 64;
    private const int BytesOfCall = 16;
    private const long AlwaysAllowed = 1L << 28;

    private readonly SafeFileHandle _file;
    private readonly byte[]?[] _pages = new byte[]?[Pages];
    private readonly long[] _numbers = new long[Pages];
    private readonly int[] _lengths = new int[Pages];
    private long _allowed;

    private StoreImage(SafeFileHandle file, string path)
    {
        _file = file;
        Path = path;
        Forget();
    }

    /// <summary>Absolute path of the file.</summary>
    public string Path { get; }

    /// <summary>Length of the file when it was looked at last.</summary>
    public long Length { get; private set; }

    /// <summary>The first failure of the disk; null when it had none.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Opens a file for reading, without ever blocking on a pipe.</summary>
    /// <exception cref="StoreFormatException">Not a regular file, or an empty one.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    public static StoreImage Open(IRegionProvider provider, string path)
    {
        path = RegionPath.Resolve(path);
        return new StoreImage(provider.OpenFile(path), path);
    }

    /// <summary>Forgets what was read, so that it is read anew.</summary>
    public void Forget()
    {
        _numbers.AsSpan().Fill(-1);
        Length = RandomAccess.GetLength(_file);
        _allowed = Math.Max(AlwaysAllowed, Length > long.MaxValue / MostReadings ? long.MaxValue : Length * MostReadings);
    }

    /// <summary>Whether its blocks have checksums, as the header says.</summary>
    public bool SaysChecksums => At<uint>(HeaderLayout.ChecksumsOffset) == HeaderLayout.ChecksumsCrc32C;

    /// <summary>Reads bytes. False, and zeros, when not all of them are there or can be read.</summary>
    /// <exception cref="StoreFormatException">So much was read that the file must have been made to keep its reader busy: it names the same bytes again and again.</exception>
    public bool TryRead(long offset, Span<byte> into)
    {
        _allowed -= Math.Max(into.Length, BytesOfCall);
        if (_allowed < 0)
            throw new StoreFormatException(StoreFormatReason.Corrupt, $"'{Path}' was not looked at to its end: its {Length} bytes were read {MostReadings} times over, as it names the same ones again and again");
        if (offset < 0 || offset > Length - into.Length)
        {
            into.Clear();
            return false;
        }

        while (!into.IsEmpty)
        {
            int inPage = (int)(offset % PageLength);
            ReadOnlySpan<byte> page = PageAt(offset / PageLength);
            if (page.Length <= inPage)
            {
                into.Clear();
                return false;
            }

            int count = Math.Min(page.Length - inPage, into.Length);
            page.Slice(inPage, count).CopyTo(into);
            into = into[count..];
            offset += count;
        }

        return true;
    }

    /// <summary>A word; 0 when it cannot be read.</summary>
    public T At<T>(long offset)
        where T : unmanaged
    {
        T value = default;
        TryRead(offset, MemoryMarshal.AsBytes(new Span<T>(ref value)));
        return value;
    }

    /// <summary>A word as it is at this moment, whatever was read before; 0 when it cannot be read.</summary>
    public T AtNow<T>(long offset)
        where T : unmanaged
    {
        _numbers[offset / PageLength % Pages] = -1;
        return At<T>(offset);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private ReadOnlySpan<byte> PageAt(long number)
    {
        int place = (int)(number % Pages);
        byte[] page = _pages[place] ??= new byte[PageLength];
        if (_numbers[place] != number)
        {
            _numbers[place] = number;
            _lengths[place] = Fill(page, number * PageLength);
        }

        return page.AsSpan(0, _lengths[place]);
    }

    private int Fill(byte[] page, long offset)
    {
        int filled = 0;
        try
        {
            while (filled < page.Length && RandomAccess.Read(_file, page.AsSpan(filled), offset + filled) is > 0 and var count)
                filled += count;
        }
        catch (IOException exception)
        {
            Failure ??= exception;
        }

        return filled;
    }
}
