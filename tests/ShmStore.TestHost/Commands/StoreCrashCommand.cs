using System.Globalization;
using ShmStore.Memory.Linux;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>store-crash path page length</c>: takes the permission to write away from one page of the store, and sets C to a text of so many characters. The process dies at its first store to that page;
/// what it has stored before is in the file, and nothing else. Reports whether it came through.
/// </summary>
internal static unsafe class StoreCrashCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        using var writer = SampleWriter.Open(args[0]);
        long page = long.Parse(args[1], CultureInfo.InvariantCulture);
        if (LibC.Protect(writer.Attachment.Region.Origin + page, (nuint)Environment.SystemPageSize, LibC.ProtectRead) != 0)
            return 1;
        Standby.Report("protected");
        writer.C.Set(Sample.Of(3, int.Parse(args[2], CultureInfo.InvariantCulture)));
        Standby.Report("done");
        return 0;
    }
}
