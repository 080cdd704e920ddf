using System.Globalization;
using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>dispose-under-reads provider path|- access rounds</c>: disposes regions while other threads read all of them as fast as they can (and write, through what is mapped
/// writable). Surviving is the result. Without a path the region is private memory.
/// </summary>
internal static unsafe class DisposeUnderReadsCommand
{
    private const int Length = 1 << 16;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        var access = Enum.Parse<RegionAccess>(args[2]);
        if (args[1] != "-")
            provider.Create(args[1], Length, Length, Fill).Dispose();
        for (int round = int.Parse(args[3], CultureInfo.InvariantCulture); round > 0; round--)
        {
            Region region = args[1] == "-" ? provider.CreatePrivate(Length, Length) : provider.Open(args[1], access, Length);
            if (!Survives(region))
                return 1;
            if (round % 16 == 0)
                GC.Collect();
        }

        return 0;
    }

    private static void Fill(Region region) => new Span<byte>(region.Origin, Length).Fill(0xff);

    private static bool Survives(Region region)
    {
        byte* writable = region.Access == RegionAccess.Read ? null : region.MapWindow(0, Pages.Size);
        using var running = new CountdownEvent(2);
        bool stop = false, strange = false;
        var readers = new Thread[2];
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = new Thread(() =>
            {
                running.Signal();
                while (!Volatile.Read(ref stop))
                {
                    for (int offset = 0; offset < Length; offset += 64)
                    {
                        if (region.Origin[offset] is not (0 or 0xff))
                            Volatile.Write(ref strange, true);
                    }

                    if (writable != null)
                        *writable = 0xff;
                    region.Refresh();
                }

                GC.KeepAlive(region);
            });
            readers[i].Start();
        }

        running.Wait();
        region.Dispose();
        Thread.Sleep(1);
        Volatile.Write(ref stop, true);
        foreach (Thread reader in readers)
            reader.Join();
        return !strange;
    }
}
