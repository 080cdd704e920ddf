using System.Globalization;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-handed-over path</c>: opens memory by its entry in /proc for reading and writing, tries all that a hostile receiver could do to it, reports what succeeded, and reads the store.
/// </summary>
internal static class StoreHandedOverCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using SafeFileHandle file = File.OpenHandle(args[0], FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Try("write", () => RandomAccess.Write(file, [1], 0));
        Try("shorten", () => RandomAccess.SetLength(file, 4096));
        Try("map", () =>
        {
            using var mapped = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);
            using MemoryMappedViewAccessor view = mapped.CreateViewAccessor();
            view.Write(0, (byte)1);
        });

        using SafeFileHandle readable = File.OpenHandle(args[0], FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var store = new SampleStore(StoreAttachment.OpenSealedReader(SampleStore.Schema, readable, MemorySeals.Live));
        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"read {store.A.Value.Number}"));
        return 0;
    }

    private static void Try(string what, Action action)
    {
        try
        {
            action();
            Standby.Report($"{what}: done");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Standby.Report($"{what}: refused");
        }
    }
}
