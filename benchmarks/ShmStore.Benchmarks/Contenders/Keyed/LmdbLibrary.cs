using System.Runtime.InteropServices;
using LightningDB;

namespace ShmStore.Benchmarks.Contenders.Keyed;

/// <summary>The native library of LMDB: the system's, because the one in the package needs a C library newer than some systems have.</summary>
internal static class LmdbLibrary
{
    private const string System = "liblmdb.so.0";

    private static readonly Lazy<string?> Missing = new(Find);

    /// <summary>Why LMDB cannot be used; null when it can.</summary>
    public static string? Absence => Missing.Value;

    private static string? Find()
    {
        NativeLibrary.SetDllImportResolver(
            typeof(LightningEnvironment).Assembly, static (_, _, _) => NativeLibrary.TryLoad(System, out nint library) ? library : 0);
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var environment = new LightningEnvironment(folder);
            environment.Open();
            return null;
        }
        catch (DllNotFoundException)
        {
            return $"neither {System} nor the library in the package can be loaded";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
