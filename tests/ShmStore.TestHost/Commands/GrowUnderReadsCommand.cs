using System.Globalization;
using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>grow-under-reads provider rounds</c>: grows private memory, which may move by that, while threads refresh their common attachment to it and read its last word, where the writer notes
/// the length. Where one view ends another may begin, so that a wrong address does not always end the process: it reads something else.
/// </summary>
internal static unsafe class GrowUnderReadsCommand
{
    private const long Step = 1 << 16;
    private const long Maximum = 256 * Step;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        bool strange = false;
        IRegionProvider provider = Providers.Named(args[0]);
        for (int round = int.Parse(args[1], CultureInfo.InvariantCulture); round > 0; round--)
        {
            using var writer = AliasRegion.Own(provider.CreatePrivate(Step, Maximum));
            using AliasRegion reader = writer.Attach(RegionAccess.Read);
            *(long*)(writer.Origin + Step - sizeof(long)) = Step;
            bool stop = false;
            Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    reader.Refresh();
                    long committed = reader.Committed;
                    long note = Volatile.Read(ref *(long*)(reader.Origin + committed - sizeof(long)));
                    if (note != 0 && note != committed)
                        Volatile.Write(ref strange, true);
                }
            }))];
            foreach (Thread thread in threads)
                thread.Start();
            for (long committed = 2 * Step; committed <= Maximum; committed += Step)
            {
                writer.Grow(committed);
                *(long*)(writer.Origin + committed - sizeof(long)) = committed;
            }

            Volatile.Write(ref stop, true);
            foreach (Thread thread in threads)
                thread.Join();
        }

        return strange ? 1 : 0;
    }
}
