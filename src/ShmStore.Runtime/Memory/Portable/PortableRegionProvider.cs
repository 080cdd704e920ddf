using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Portable;

/// <summary>Regions by <see cref="System.IO.MemoryMappedFiles"/> alone, for every platform .NET runs on. Waiting is polling.</summary>
internal sealed class PortableRegionProvider : IRegionProvider
{
    private static readonly TimeSpan CreatorPatience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public bool HasSeats => false;

    /// <inheritdoc/>
    public Region CreatePrivate(long committed, long maximum)
    {
        (committed, maximum) = Pages.CheckSizes(committed, maximum);
        return new PortablePrivateRegion(committed, maximum);
    }

    /// <inheritdoc/>
    public Region Create(string path, long committed, long maximum, Action<Region> initialise, UnixFileMode? mode = null)
    {
        path = Path.GetFullPath(path);
        (committed, maximum) = Pages.CheckSizes(committed, maximum);

        // The lock makes the look at the path and the renaming one step: on Unix a rename without overwriting is not exclusive by itself.
        FileStream writerLock = TakeCreatorLock(path);
        FileStream? file = null;
        Region? region = null;
        string temporary = NameBeside.For(path);
        try
        {
            ThrowIfExists(path);
            file = new FileStream(temporary, PrivateFile.Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            Fill(file, path, committed);
            region = new PortableFileRegion(file, writerLock, path, RegionAccess.Write, maximum);
            initialise(region);
            if (mode is { } given && !OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(file.SafeFileHandle, given);
                WriterLock.LetIn(writerLock, given);
            }

            File.Move(temporary, path, overwrite: false);
            return region;
        }
        catch
        {
            region?.Dispose();
            file?.Dispose();
            TryDelete(temporary);
            writerLock.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Region Open(string path, RegionAccess access, long maximum)
    {
        path = RegionPath.Resolve(path);
        FileStream file = PrivateFile.OpenExisting(path, access == RegionAccess.Read ? FileAccess.Read : FileAccess.ReadWrite);
        FileStream? writerLock = null;
        try
        {
            if (access == RegionAccess.WriteAmongOthers)
                throw new NotSupportedException($"'{path}' cannot be opened by several writers: this implementation has no seats.");
            if (access == RegionAccess.Write)
            {
                writerLock = TakeWriterLock(path);

                // Again, now that nobody can delete or replace it: it may have been meanwhile.
                file.Dispose();
                file = PrivateFile.OpenExisting(path, FileAccess.ReadWrite);
            }

            return new PortableFileRegion(file, writerLock, path, access, maximum);
        }
        catch
        {
            writerLock?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SafeFileHandle OpenFile(string path)
    {
        // The checked opening, then a handle that outlives the stream.
        using FileStream checkedFile = PrivateFile.OpenExisting(path, FileAccess.Read);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <inheritdoc/>
    public void Rename(string from, string to, bool overwrite = false)
    {
        if (overwrite)
        {
            File.Move(from, to, overwrite: true);
            return;
        }

        // As in creating: on Unix the framework looks first and then renames, whatever is there by then.
        using FileStream creatorLock = TakeCreatorLock(to);
        ThrowIfExists(to);
        File.Move(from, to, overwrite: false);
    }

    /// <inheritdoc/>
    /// <remarks>.NET has no call for it: names are on the disk when the file system writes its journal.</remarks>
    public void FlushFolder(string path)
    {
    }

    /// <inheritdoc/>
    public IWaitChannel OpenWaitChannel(Region region, long counterOffset)
    {
        WaitChannel.CheckCounter(region, counterOffset);
        return new PollingWaitChannel(region, counterOffset);
    }

    private static FileStream TakeWriterLock(string path)
    {
        try
        {
            return WriterLock.Take(path);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw RegionErrors.Denied(path, "open for writing", exception.Message, exception);
        }
    }

    // Whoever holds the lock while there is nothing at the path is creating it, or about to fail.
    private static FileStream TakeCreatorLock(string path)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            ThrowIfExists(path);
            try
            {
                return WriterLock.Take(path);
            }
            catch (RegionLockedException) when (Stopwatch.GetElapsedTime(start) < CreatorPatience)
            {
                Thread.Sleep(1);
            }
            catch (DirectoryNotFoundException)
            {
                throw RegionErrors.NoFolder(path);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw RegionErrors.Denied(path, "create", exception.Message, exception);
            }
        }
    }

    private static void ThrowIfExists(string path)
    {
        if (Path.Exists(path) || new FileInfo(path).LinkTarget is not null)
            throw new RegionExistsException(path);
    }

    // Windows deletes no file that is mapped, and it is until the collector has found that nobody reaches it. What counts is why it is not wanted.
    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A file of a temporary name that nobody attaches to.
        }
    }

    private static void Fill(FileStream file, string path, long committed)
    {
        try
        {
            PrivateFile.Extend(file.SafeFileHandle, committed);
        }
        catch (IOException exception)
        {
            throw RegionErrors.Full(path, 0, committed, committed, PrivateFile.ReasonOf(exception), exception);
        }
    }

    /// <inheritdoc/>
    public void CopyPermissions(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    /// <inheritdoc/>
    /// <remarks>The lock file is none of them: whoever is waiting to take its lock must find it in place.</remarks>
    public IEnumerable<(string Path, byte[] Magic)> CompanionsOf(string path) => [(path + MarkFile.Suffix, MarkFile.Magic.ToArray())];
}
