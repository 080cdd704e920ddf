using System.Globalization;
using System.IO.MemoryMappedFiles;
using ShmStore.TestHost.Hostile;
using ShmStore.TestHost.Samples;

namespace ShmStore.TestHost.Commands;

/// <summary><c>store-scribble path seed seconds</c>: reads a store with two threads, and checks it with one, while another writes random bytes into the mapped file as fast as it can.</summary>
internal static class StoreScribbleCommand
{
    /// <summary>Runs the command.</summary>
    public static int Run(string[] args)
    {
        string path = args[0];
        int seed = int.Parse(args[1], CultureInfo.InvariantCulture);
        DateTime end = DateTime.UtcNow.AddSeconds(double.Parse(args[2], CultureInfo.InvariantCulture));
        byte[] sound = File.ReadAllBytes(path);
        bool stop = false;
        string? wrong = null;
        long reads = 0;
        var scribbler = new Thread(() => Scribble(path, sound, seed, ref stop));
        Thread[] others =
        [
            Loop(() =>
            {
                using var store = new MapStore(StoreAttachment.OpenReader(MapStore.Schema, path, new OpenOptions { MaximumReadAttempts = 20 }));
                EveryUse.ReadAll(store);
            }),
            Loop(() => EveryUse.Read(path)),
            Loop(() => EveryUse.Verify(path)),
        ];
        scribbler.Start();
        foreach (Thread thread in others)
            thread.Start();
        while (DateTime.UtcNow < end && wrong is null)
            Thread.Sleep(10);
        Volatile.Write(ref stop, true);
        scribbler.Join();
        foreach (Thread thread in others)
            thread.Join();
        Console.Error.WriteLine(wrong);
        Standby.Report(string.Create(CultureInfo.InvariantCulture, $"tried {reads}"));
        return wrong is null ? 0 : 1;

        Thread Loop(Action use) => new(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                try
                {
                    use();
                }
                catch (SharedStoreException)
                {
                    // It cannot be attached to at the moment.
                }
                catch (Exception exception)
                {
                    wrong = exception.ToString();
                    return;
                }

                Interlocked.Increment(ref reads);
            }
        });
    }

    private static void Scribble(string path, byte[] sound, int seed, ref bool stop)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.ReadWrite);
        using MemoryMappedViewAccessor view = file.CreateViewAccessor(0, sound.Length);
        var random = new Random(seed);
        while (!Volatile.Read(ref stop))
        {
            // Mostly sound again, so that readers come far.
            for (int i = 0; i < 20; i++)
                view.Write(random.Next(Math.Min(sound.Length, 160 << 10)), (byte)random.Next(256));
            for (int i = 0; i < 20; i++)
                view.Write(random.Next(sound.Length / 8) * 8, random.NextInt64());
            Thread.SpinWait(random.Next(2000));
            view.WriteArray(0, sound, 0, sound.Length);
            Thread.SpinWait(random.Next(20_000));
        }
    }
}
