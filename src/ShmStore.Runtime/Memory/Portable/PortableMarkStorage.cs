using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ShmStore.Memory.Portable;

/// <summary>The file of marks by <see cref="System.IO.MemoryMappedFiles"/>.</summary>
internal sealed unsafe class PortableMarkStorage : IMarkStorage
{
    /// <summary>The only one.</summary>
    public static PortableMarkStorage Instance { get; } = new();

    /// <inheritdoc/>
    public SafeFileHandle? TryOpen(string path, string regionPath, bool create)
    {
        var info = new FileInfo(path);
        if (info.LinkTarget is not null || (!info.Exists && !create))
            return null;
        bool isOrdinary = (info.Attributes & (FileAttributes.Directory | FileAttributes.Device)) == 0;
        if (!info.Exists || (create && info.Length == 0 && isOrdinary))
        {
            // An empty one is what a writer left that died while it made it.
            if (info.Exists)
                File.Delete(path);
            using var file = new FileStream(path, PrivateFile.Options(FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            file.Write(MarkFile.Magic);
        }

        PrivateFile.RefuseOtherThanFile(path);
        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <inheritdoc/>
    public void Extend(SafeFileHandle file, string path, long length) => PrivateFile.Extend(file, length);

    /// <inheritdoc/>
    public UseMarks Map(SafeFileHandle file, long offset, long length)
    {
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
        var view = new View(mapping, offset, UseMarks.BytesFor(length), MemoryMappedFileAccess.ReadWrite);
        return new UseMarks(view.Start, length, view);
    }
}
