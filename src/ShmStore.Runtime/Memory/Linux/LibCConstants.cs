using System.Runtime.InteropServices;

namespace ShmStore.Memory.Linux;

/// <content>Constants of the calls. Those that differ between x64 and arm64 are properties.</content>
internal static unsafe partial class LibC
{
    public const int ReadOnly = 0;
    public const int ReadWrite = 2;
    public const int CreateNew = 0x40 | 0x80;
    public const int NoControllingTerminal = 0x100;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const int CurrentFolder = -100;
    public const int DoNotFollow = 0x100;
    public const int FollowLink = 0x400;
    public const int EmptyPath = 0x1000;
    public const uint BasicStatus = 0x7ff;
    public const uint DoNotReplace = 1;

    public const int TypeMask = 0xf000;
    public const int TypePipe = 0x1000;
    public const int TypeCharacterDevice = 0x2000;
    public const int TypeDirectory = 0x4000;
    public const int TypeBlockDevice = 0x6000;
    public const int TypeRegular = 0x8000;
    public const int TypeSocket = 0xc000;

    /// <summary>The user that may do everything.</summary>
    public const uint Root = 0;

    /// <summary>The part of a mode that says who may do what.</summary>
    public const uint ModeMask = 0xFFF;

    public const int KeepSize = 1;

    /// <summary>FALLOC_FL_UNSHARE_RANGE.</summary>
    public const int Unshare = 0x40;

    public const int FileSizeLimit = 1;

    /// <summary>SEEK_HOLE.</summary>
    public const int SeekHole = 4;

    /// <summary>FS_IOC_GETFLAGS.</summary>
    public const uint GetFileFlags = 0x80086601;

    /// <summary>FS_IOC_SETFLAGS.</summary>
    public const uint SetFileFlags = 0x40086602;

    /// <summary>FS_NOCOW_FL: what is written again stays where it is.</summary>
    public const int InPlace = 0x800000;

    /// <summary>FS_IOC_FIEMAP.</summary>
    public const uint MapExtents = 0xC020660B;

    /// <summary>FIEMAP_EXTENT_LAST.</summary>
    public const uint ExtentLast = 1;

    /// <summary>FIEMAP_EXTENT_SHARED.</summary>
    public const uint ExtentShared = 0x2000;

    /// <summary>TMPFS_MAGIC: files in memory, those without a name among them.</summary>
    public const uint MemoryFileSystem = 0x01021994;

    /// <summary>BTRFS_SUPER_MAGIC.</summary>
    public const uint Btrfs = 0x9123683E;

    /// <summary>OVERLAYFS_SUPER_MAGIC: passes on what is asked to the file system below.</summary>
    public const uint Overlay = 0x794C7630;

    /// <summary>F_OFD_GETLK: who would be in the way of a lock.</summary>
    public const int GetOpenFileLock = 36;

    /// <summary>F_OFD_SETLK: the lock belongs to the open file, not to the process.</summary>
    public const int SetOpenFileLock = 37;

    public const int DuplicateCloseOnExec = 1030;
    public const int AddSeals = 1033;
    public const int GetSeals = 1034;
    public const uint MemoryCloseOnExec = 1;
    public const uint MemoryAllowSealing = 2;

    public const short ReadLock = 0;
    public const short WriteLock = 1;
    public const short NoLock = 2;

    public const int ProtectNone = 0;
    public const int ProtectRead = 1;
    public const int ProtectReadWrite = 3;
    public const int MapShared = 1;
    public const int MapPrivate = 2;
    public const int MapFixed = 0x10;
    public const int MapAnonymous = 0x20;
    public const int MapNoReserve = 0x4000;

    /// <summary>MADV_HUGEPAGE.</summary>
    public const int AdviseLargePages = 14;

    /// <summary>MADV_POPULATE_READ, since Linux 5.14.</summary>
    public const int AdvisePopulateRead = 22;

    /// <summary>MADV_COLLAPSE, since Linux 6.1.</summary>
    public const int AdviseCollapse = 25;

    public const int FutexWake = 1;

    /// <summary>FUTEX_WAIT_BITSET: until a time, not for some time.</summary>
    public const int FutexWaitGroups = 9;

    /// <summary>FUTEX_WAKE_BITSET.</summary>
    public const int FutexWakeGroups = 10;

    public const int GlobalExpedited = 1 << 1;
    public const int RegisterGlobalExpedited = 1 << 2;

    private static readonly bool IsArm64 = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>O_NOFOLLOW.</summary>
    public static int NoSymbolicLink => IsArm64 ? 0x8000 : 0x20000;

    /// <summary>O_TMPFILE, which contains O_DIRECTORY.</summary>
    public static int Unnamed => 0x400000 | (IsArm64 ? 0x4000 : 0x10000);

    /// <summary>Number of the futex system call.</summary>
    public static nint FutexNumber => IsArm64 ? 98 : 202;

    /// <summary>Number of the membarrier system call.</summary>
    public static nint MemoryBarrierNumber => IsArm64 ? 283 : 324;
}
