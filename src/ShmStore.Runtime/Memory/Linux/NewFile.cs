using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Linux;

/// <summary>
/// A file that is made without its name and gets it when it is complete, unless the name is taken by then. Disposing it before that leaves nothing
/// behind. Not thread-safe.
/// </summary>
/// <remarks>
/// Where the file system has unnamed files, a crash leaves nothing behind either. Elsewhere it leaves a file <c>path.new-…</c> that nobody attaches to.
/// </remarks>
internal sealed class NewFile : IDisposable
{
    /// <summary>The mode of all files as long as they are made: 0600.</summary>
    public const uint OwnerOnly = 0x180;

    private readonly string _path;
    private string? _temporaryName;

    private NewFile(string path, SafeFileHandle handle, string? temporaryName)
    {
        _path = path;
        Handle = handle;
        _temporaryName = temporaryName;
    }

    /// <summary>The file, open for reading and writing. Whoever publishes the file owns it from then on.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The mode that it has when it gets its name, whatever the umask; 0600 unless set.</summary>
    public uint Mode { get; set; } = OwnerOnly;

    /// <summary>Starts a file.</summary>
    /// <param name="path">Absolute path it is to have.</param>
    /// <param name="alwaysNamed">Use a temporary name even where unnamed files exist.</param>
    /// <exception cref="RegionExistsException">There is something at the path.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">Not permitted to write to the folder.</exception>
    /// <exception cref="StoreFullException">The file system has no room for another file.</exception>
    public static NewFile Start(string path, bool alwaysNamed)
    {
        if (RegionFile.TryGetStatus(path, LibC.DoNotFollow, out _) == 0)
            throw new RegionExistsException(path);
        string folder = Path.GetDirectoryName(path) is { } name && Path.GetFileName(path).Length > 0
            ? name
            : throw new ArgumentException($"'{path}' does not name a file.", nameof(path));

        // An unnamed file gets its name through its entry in /proc.
        NewFile? file = alwaysNamed || !Directory.Exists("/proc/self/fd") ? null : TryStartUnnamed(path, folder);
        file ??= StartNamed(path);
        if (LibC.ChangeMode(file.Handle, OwnerOnly) == 0)
        {
            FileSystem.WriteInPlace(file.Handle);
            return file;
        }

        int error = Marshal.GetLastPInvokeError();
        file.Dispose();
        throw LinuxErrors.FromCreation(error, path);
    }

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="RegionExistsException">Somebody else took the name meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">The file system refuses the mode.</exception>
    /// <exception cref="StoreFullException">It has no room for the name.</exception>
    public void Publish()
    {
        // Not earlier: others could open a file with a temporary name that is half made.
        if (Mode != OwnerOnly && LibC.ChangeMode(Handle, Mode) != 0)
            throw LinuxErrors.FromCreation(Marshal.GetLastPInvokeError(), _path);
        int error = _temporaryName is null ? LinkUnnamed() : Rename(_temporaryName, _path);
        if (error != 0)
            throw LinuxErrors.FromCreation(error, _path);
        _temporaryName = null;
    }

    /// <summary>Gives a file another name in one step, unless that is taken or in the place of what has it. Returns an error number, or zero.</summary>
    public static int Rename(string name, string path, bool overwrite = false)
    {
        if (LibC.Rename(LibC.CurrentFolder, name, LibC.CurrentFolder, path, overwrite ? 0 : LibC.DoNotReplace) == 0)
            return 0;
        int error = Marshal.GetLastPInvokeError();
        if (overwrite || error is not (Errno.InvalidArgument or Errno.NotImplemented or Errno.NotSupported))
            return error;

        // A file system without the exclusive rename: a hard link is exclusive everywhere.
        if (LibC.Link(LibC.CurrentFolder, name, LibC.CurrentFolder, path, 0) != 0)
            return Marshal.GetLastPInvokeError();
        _ = LibC.Unlink(name);
        return 0;
    }

    /// <summary>Closes the file; if it was not published, it is gone.</summary>
    public void Dispose()
    {
        if (_temporaryName is not null)
            _ = LibC.Unlink(_temporaryName);
        Handle.Dispose();
    }

    private static NewFile? TryStartUnnamed(string path, string folder)
    {
        int descriptor = LibC.Open(folder, LibC.Unnamed | LibC.ReadWrite | LibC.CloseOnExec, OwnerOnly);
        if (descriptor >= 0)
            return new NewFile(path, new SafeFileHandle(descriptor, ownsHandle: true), null);
        int error = Marshal.GetLastPInvokeError();
        return error is Errno.NotSupported or Errno.IsADirectory or Errno.InvalidArgument
            ? null
            : throw LinuxErrors.FromCreation(error, path);
    }

    private static NewFile StartNamed(string path)
    {
        string name = NameBeside.For(path);
        int descriptor = LibC.Open(name, LibC.CreateNew | LibC.ReadWrite | LibC.CloseOnExec, OwnerOnly);
        return descriptor >= 0
            ? new NewFile(path, new SafeFileHandle(descriptor, ownsHandle: true), name)
            : throw LinuxErrors.FromCreation(Marshal.GetLastPInvokeError(), path);
    }

    private int LinkUnnamed()
    {
        string self = string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{Handle.DangerousGetHandle()}");
        int result = LibC.Link(LibC.CurrentFolder, self, LibC.CurrentFolder, _path, LibC.FollowLink);
        return result == 0 ? 0 : Marshal.GetLastPInvokeError();
    }
}
