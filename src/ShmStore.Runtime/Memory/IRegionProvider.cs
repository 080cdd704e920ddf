using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory;

/// <summary>
/// Makes and opens regions. One implementation uses Linux system calls, the other <see cref="System.IO.MemoryMappedFiles"/>. All members are thread-safe.
/// All sizes are in bytes and are rounded up to pages.
/// </summary>
/// <remarks>The two implementations take different writer locks: the processes that share a region use the same one.</remarks>
internal interface IRegionProvider
{
    /// <summary>Whether a region file can have several writers.</summary>
    bool HasSeats => true;

    /// <summary>Memory of this process only, zero-filled, writable.</summary>
    /// <exception cref="StoreFullException">Not that much memory or address space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; committed ≤ maximum.</exception>
    Region CreatePrivate(long committed, long maximum);

    /// <summary>
    /// Creates the file, with the writer lock held, lets <paramref name="initialise"/> fill it, and only then makes it appear under
    /// <paramref name="path"/>: nobody can ever attach to a half-made region, whenever the creator dies. Of several creators exactly one wins.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="committed">Bytes that it has at first.</param>
    /// <param name="maximum">Bytes that it may grow to in this attachment.</param>
    /// <param name="initialise">Fills it.</param>
    /// <param name="mode">Its mode, whatever the umask; null for 0600. Means nothing where there are no modes.</param>
    /// <exception cref="RegionExistsException">Something exists at the path already.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted to create a file there.</exception>
    /// <exception cref="IOException">The file system refuses otherwise.</exception>
    /// <exception cref="StoreFullException">Not that much room in the file system, or not that much address space.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Not 0 &lt; committed ≤ maximum.</exception>
    Region Create(string path, long committed, long maximum, Action<Region> initialise, UnixFileMode? mode = null);

    /// <summary>
    /// Attaches to a region file. For <see cref="RegionAccess.Write"/> takes the exclusive writer lock, for <see cref="RegionAccess.WriteAmongOthers"/> a seat; the kernel releases them when the
    /// process dies.
    /// </summary>
    /// <param name="path">The file, or a symbolic link to it.</param>
    /// <param name="access">How to attach.</param>
    /// <param name="maximum">Bytes of address space to reserve for growth; raised to the length of the file. Readers make do with less if there is not so much.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted; the message names the path and what was asked.</exception>
    /// <exception cref="IOException">The file system refuses otherwise.</exception>
    /// <exception cref="RegionLockedException">Another writer holds the lock; or every seat is taken.</exception>
    /// <exception cref="NotSupportedException">Several writers are not supported here.</exception>
    /// <exception cref="StoreFormatException">Not a regular file (directory, pipe, device), or an empty one.</exception>
    /// <exception cref="StoreFullException">Not that much address space.</exception>
    Region Open(string path, RegionAccess access, long maximum);

    /// <summary>Whether somebody has a region file open to write: then nobody can attach for <see cref="RegionAccess.Write"/>. False where there is no file, or that cannot be told by looking.</summary>
    /// <param name="path">The file, or a symbolic link to it.</param>
    bool HasWriter(string path) => false;

    /// <summary>Opens a region file for reading by calls, not mapped, without ever blocking on a pipe.</summary>
    /// <param name="path">Absolute path, not of a symbolic link.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    /// <exception cref="IOException">The file system refuses otherwise.</exception>
    /// <exception cref="StoreFormatException">Not a regular file (directory, pipe, device), or an empty one.</exception>
    SafeFileHandle OpenFile(string path);

    /// <summary>
    /// The channel by which a writer wakes those who wait for a change of a counter in the region.
    /// </summary>
    /// <param name="region">The region the counter is in, made by this provider.</param>
    /// <param name="counterOffset">Offset of an 8-byte aligned 64-bit counter that only grows; its low 32 bits are waited on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The offset is not aligned or outside the region.</exception>
    /// <exception cref="ObjectDisposedException">The region is disposed.</exception>
    IWaitChannel OpenWaitChannel(Region region, long counterOffset);

    /// <summary>
    /// Gives a complete file another name, in one step: unless there is something of that name, never in its place, whoever makes something there meanwhile; or else in the place of a region file whose writer lock the
    /// caller holds.
    /// </summary>
    /// <param name="from">The file's path.</param>
    /// <param name="to">Absolute path in the same file system.</param>
    /// <param name="overwrite">Whether it takes the place of a file.</param>
    /// <exception cref="RegionExistsException">There is something at the path already.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted.</exception>
    /// <exception cref="IOException">The path is in another file system, or the file system refuses otherwise.</exception>
    void Rename(string from, string to, bool overwrite = false);

    /// <summary>Waits until the disk has the name that a file has in its folder, where the system can tell.</summary>
    /// <exception cref="IOException">The disk reported an error.</exception>
    void FlushFolder(string path);

    /// <summary>Gives a new file the mode, and where there are such the owner and group, of the one whose place it is to take.</summary>
    /// <exception cref="UnauthorizedAccessException">Not permitted: only root can give files away.</exception>
    /// <exception cref="IOException">The file system refuses.</exception>
    void CopyPermissions(string from, string to);

    /// <summary>Paths of the small files that may stand beside a region file and are of no use without it, and what each begins with: another one of that name is somebody's.</summary>
    IEnumerable<(string Path, byte[] Magic)> CompanionsOf(string path);
}
