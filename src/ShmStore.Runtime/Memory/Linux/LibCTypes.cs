using System.Runtime.InteropServices;

namespace ShmStore.Memory.Linux;

/// <summary>The part of <c>struct statx</c> that is used; its layout is the same on every architecture, unlike that of <c>struct stat</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    /// <summary>Number of the user that owns the file.</summary>
    [FieldOffset(20)]
    public uint Owner;

    /// <summary>Number of the group.</summary>
    [FieldOffset(24)]
    public uint Group;

    /// <summary>File type and permission bits.</summary>
    [FieldOffset(28)]
    public ushort Mode;

    /// <summary>Number of the file on its device.</summary>
    [FieldOffset(32)]
    public ulong Inode;

    /// <summary>Length in bytes.</summary>
    [FieldOffset(40)]
    public long Size;

    /// <summary>Units of 512 bytes that are really allocated.</summary>
    [FieldOffset(48)]
    public long Blocks;

    /// <summary>The device: its major number in the low half, its minor number in the high one.</summary>
    [FieldOffset(136)]
    public ulong Device;

    /// <summary>Whether another status is one of the same file.</summary>
    public readonly bool IsSameFile(in FileStatus other) => Inode == other.Inode && Device == other.Device;
}

/// <summary><c>struct flock</c> of 64-bit Linux: two 16-bit fields, then padding to 8 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct FileLock
{
    [FieldOffset(0)]
    public short Type;

    [FieldOffset(2)]
    public short Whence;

    [FieldOffset(8)]
    public long Start;

    [FieldOffset(16)]
    public long Length;

    /// <summary>Must be zero for locks that belong to the open file.</summary>
    [FieldOffset(24)]
    public int ProcessId;
}

/// <summary><c>struct rlimit</c> of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceLimit
{
    public ulong Current;
    public ulong Ceiling;
}

/// <summary><c>struct timespec</c> of 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    public long Seconds;
    public long Nanoseconds;
}

/// <summary>The part of <c>struct statfs</c> of 64-bit Linux that is used.</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct FileSystemStatus
{
    /// <summary>Which kind it is: its magic number.</summary>
    [FieldOffset(0)]
    public long Kind;

    /// <summary>Bytes of a block.</summary>
    [FieldOffset(8)]
    public long BlockSize;

    /// <summary>Blocks of all; 0 in memory without a limit of its own.</summary>
    [FieldOffset(16)]
    public long Blocks;

    /// <summary>Blocks that this user may still take.</summary>
    [FieldOffset(32)]
    public long Available;

    /// <summary>Bytes that this user may still take.</summary>
    public readonly long AvailableBytes => Available * BlockSize;
}

/// <summary><c>struct fiemap</c>, without the extents that follow it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ExtentRequest
{
    public long Start;
    public long Length;
    public uint Flags;

    /// <summary>Extents that were found.</summary>
    public uint Mapped;

    /// <summary>Extents that there is room for.</summary>
    public uint Count;

    public uint Reserved;
}

/// <summary><c>struct fiemap_extent</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal struct ExtentRecord
{
    /// <summary>Where it begins in the file.</summary>
    [FieldOffset(0)]
    public long Start;

    /// <summary>Bytes.</summary>
    [FieldOffset(16)]
    public long Length;

    [FieldOffset(40)]
    public uint Flags;
}
