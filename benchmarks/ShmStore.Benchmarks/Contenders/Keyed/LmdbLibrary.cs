using System.Reflection;
using System.Runtime.InteropServices;
using LightningDB;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>The native library of LMDB: the system's, because the one in the package needs a C library newer than some systems have.</summary>
internal static class LmdbLibrary
{
    private const string System = "liblmdb.so.0";
    private const string InPackage = "lmdb";

    private static readonly Lazy<string?> Missing = new(Find);

    /// <summary>Why LMDB cannot be used; null when it can.</summary>
    public static string? Absence => Missing.Value;

    // Loaded by hand and not by a first use: an environment whose library is missing throws in its finalizer too, which ends the process.
    private static string? Find()
    {
        Assembly package = typeof(LightningEnvironment).Assembly;
        if (!NativeLibrary.TryLoad(System, out nint library) && !NativeLibrary.TryLoad(InPackage, package, searchPath: null, out library))
            return $"neither {System} nor the library in the package can be loaded";
        NativeLibrary.SetDllImportResolver(package, (_, _, _) => library);
        return null;
    }
}
