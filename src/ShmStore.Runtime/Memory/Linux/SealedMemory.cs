using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>Regions in files without a name that live in memory and can be sealed (memfd): for handing a store to a less trusted process. All members are thread-safe.</summary>
internal static unsafe class SealedMemory
{
    private const string Name = "shmstore";
    private const string LinkPrefix = "/memfd:";
    private const int Piece = 64 << 20;

    /// <summary>True if a link in /proc leads to such memory: the target is no path then.</summary>
    public static bool IsLinkTarget(string target) => target.StartsWith(LinkPrefix, StringComparison.Ordinal);

    /// <summary>Creates memory that this process alone can write, with the writer lock held; sealed as <see cref="MemorySeals.Live"/>.</summary>
    /// <exception cref="StoreFullException">Not that much memory or address space.</exception>
    /// <exception cref="IOException">The kernel refuses.</exception>
    public static LinuxFileRegion Create(long committed, long maximum, Action<Region> initialise)
    {
        (committed, maximum) = Pages.CheckSizes(committed, maximum);
        SafeFileHandle file = CreateFile();
        LinuxFileRegion? region = null;
        try
        {
            string path = PathOf(file);
            RegionFile.Lock(file, path);
            FileSpace.Extend(file, path, committed);
            region = new LinuxFileRegion(file, path, RegionAccess.Write, maximum) { Seals = MemorySeals.Live };

            // After it was mapped, for its whole maximum: this mapping stays writable, and no other can become so.
            Seal(file, MemorySeals.Live);
            initialise(region);
            return region;
        }
        catch
        {
            region?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Maps memory read-only that somebody handed over.</summary>
    /// <param name="handle">The memory; the caller keeps it.</param>
    /// <param name="required">Seals it must have.</param>
    /// <param name="maximum">Address space to reserve for its growth.</param>
    /// <exception cref="StoreFormatException">It lacks a seal, is no regular file, or is empty.</exception>
    public static LinuxFileRegion Open(SafeFileHandle handle, MemorySeals required, long maximum)
    {
        SafeFileHandle file = Duplicate(handle);
        try
        {
            string path = PathOf(file);
            FileStatus status = RegionFile.GetStatus(file, path);
            if (!RegionFile.IsRegular(status) || status.Size == 0)
                throw RegionErrors.NotAFile(path, "neither a file nor memory, or empty");
            MemorySeals present = SealsOf(file);
            if ((present & required) != required)
            {
                throw new StoreFormatException(
                    StoreFormatReason.NotSealed, $"'{path}' has the seals '{present}', and '{required}' are required: whoever handed it over could change or shorten it at any time.");
            }

            return new LinuxFileRegion(file, path, RegionAccess.Read, maximum, ownsLocks: false) { Seals = present };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Copies a region into memory that nobody can change.</summary>
    /// <returns>A handle that can only read.</returns>
    /// <exception cref="StoreFullException">Not that much memory.</exception>
    public static SafeFileHandle CopyFrozen(Region region)
    {
        using SafeFileHandle file = CreateFile();
        string path = PathOf(file);
        long length = region.Committed;
        FileSpace.Extend(file, path, length);
        for (long offset = 0; offset < length; offset += Piece)
            RandomAccess.Write(file, new ReadOnlySpan<byte>(region.Origin + offset, (int)Math.Min(Piece, length - offset)), offset);
        GC.KeepAlive(region);
        Seal(file, MemorySeals.Frozen);

        // Opened anew: the kernel maps what is sealed against writing only through a descriptor that cannot write.
        int error = RegionFile.TryOpen(path, writable: false, 0, out SafeFileHandle? copy);
        return copy ?? throw LinuxErrors.From(error, "open for reading", path);
    }

    /// <summary>The seals of a file that is open.</summary>
    public static MemorySeals SealsOf(SafeFileHandle file)
    {
        // For most ordinary files the question fails; those of tmpfs say that no seal can be added.
        int seals = LibC.Control(file, LibC.GetSeals, 0);
        MemorySeals present = seals < 0 ? MemorySeals.None : (MemorySeals)seals;
        return present.HasFlag(MemorySeals.NoWriting) ? present | MemorySeals.NoNewWriters : present;
    }

    private static SafeFileHandle CreateFile()
    {
        int descriptor = LibC.CreateMemory(Name, LibC.MemoryCloseOnExec | LibC.MemoryAllowSealing);
        if (descriptor < 0)
            throw LinuxErrors.From(Marshal.GetLastPInvokeError(), "create", "sealed memory");
        var file = new SafeFileHandle(descriptor, ownsHandle: true);

        // It is made for everybody: a receiver of another user could open its entry in /proc anew, to write, and make it longer.
        if (LibC.ChangeMode(file, NewFile.OwnerOnly) == 0)
            return file;
        int error = Marshal.GetLastPInvokeError();
        file.Dispose();
        throw LinuxErrors.From(error, "change the mode of", "sealed memory");
    }

    private static SafeFileHandle Duplicate(SafeFileHandle handle)
    {
        int descriptor = LibC.Control(handle, LibC.DuplicateCloseOnExec, 0);
        if (descriptor < 0)
            throw LinuxErrors.From(Marshal.GetLastPInvokeError(), "duplicate", string.Create(CultureInfo.InvariantCulture, $"handle {handle.DangerousGetHandle()}"));
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    private static void Seal(SafeFileHandle file, MemorySeals seals)
    {
        if (LibC.Control(file, LibC.AddSeals, (int)seals) != 0)
            throw LinuxErrors.From(Marshal.GetLastPInvokeError(), "seal", PathOf(file));
    }

    // By which processes that may look into this one find it too.
    private static string PathOf(SafeFileHandle file) =>
        string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{file.DangerousGetHandle()}");
}
