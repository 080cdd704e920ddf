using System.Globalization;
using ShmStore.Memory;

namespace ShmStore.TestHost.Commands;

/// <summary>
/// <c>grow-under-reads provider rounds</c>: grows private memory, which may move by that, while threads refresh their common attachment to it and touch its last byte. Surviving is the result.
/// </summary>
internal static unsafe class GrowUnderReadsCommand
{
    private const long Step = 1 << 16;
    private const long Maximum = 256 * Step;

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        IRegionProvider provider = Providers.Named(args[0]);
        for (int round = int.Parse(args[1], CultureInfo.InvariantCulture); round > 0; round--)
        {
            using var writer = AliasRegion.Own(provider.CreatePrivate(Step, Maximum));
            using AliasRegion reader = writer.Attach(RegionAccess.Read);
            bool stop = false;
            Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    reader.Refresh();
                    long committed = reader.Committed;
                    _ = Volatile.Read(ref reader.Origin[committed - 1]);
                }
            }))];
            foreach (Thread thread in threads)
                thread.Start();
            for (long committed = 2 * Step; committed <= Maximum; committed += Step)
                writer.Grow(committed);
            Volatile.Write(ref stop, true);
            foreach (Thread thread in threads)
                thread.Join();
        }

        return 0;
    }
}
